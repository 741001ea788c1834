package dev.gather.cli;

import dev.gather.time.Reserve;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time that a function has for an execution, from the CloudFormation template that deploys it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html">Timeout</a>
 */
record FunctionTimeout(YamlMap template) {
    private static final String TIMEOUT = "Timeout";
    private static final Set<String> FUNCTIONS = Set.of("AWS::Serverless::Function", "AWS::Lambda::Function");

    /** What a template that says nothing means. */
    private static final Duration BY_DEFAULT = Duration.ofSeconds(3);

    /** The shortest timeout of its functions, less what is kept for the answer. */
    static Duration of(Path file) {
        Duration timeout = new FunctionTimeout(read(file)).shortest(file);
        return timeout.minus(new Reserve(Duration.ZERO, Optional.empty()).of(Duration.ZERO, timeout));
    }

    private static YamlMap read(Path file) {
        try {
            // Its tags, such as !Ref, are not those of YAML: a tagged value is read as the text that it is.
            return new YamlReader(file.toString(), Files.readString(file), new Problems())
                    .read()
                    .filter(YamlMap.class::isInstance)
                    .map(YamlMap.class::cast)
                    .orElseThrow(() -> new UnusableException(file + " is no template: its text is not a mapping"));
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read");
        }
    }

    private Duration shortest(Path file) {
        return members(template.get("Resources"))
                .filter(resource -> resource.get("Type") != null
                        && FUNCTIONS.contains(
                                String.valueOf(resource.get("Type").plain())))
                .map(resource -> timeout(resource.get("Properties")))
                .min(Duration::compareTo)
                .orElseThrow(() -> new UnusableException(file + " is no template with a function"));
    }

    private Duration timeout(@Nullable YamlNode properties) {
        return seconds(member(properties, TIMEOUT))
                .or(() -> seconds(member(member(member(template, "Globals"), "Function"), TIMEOUT)))
                .orElse(BY_DEFAULT);
    }

    /** A number, or the default of the parameter that a reference names. */
    private Optional<Duration> seconds(@Nullable YamlNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node.plain() instanceof Integer seconds) {
            return Optional.of(Duration.ofSeconds(seconds));
        }
        YamlNode name = node instanceof YamlMap map ? map.get("Ref") : node;
        YamlNode parameter = name == null ? null : member(template.get("Parameters"), String.valueOf(name.plain()));
        YamlNode value = member(parameter, "Default");
        return value == null || value.plain() instanceof Integer ? seconds(value) : text(value);
    }

    private static Optional<Duration> text(YamlNode value) {
        String text = String.valueOf(value.plain());
        return text.matches("[0-9]{1,6}") ? Optional.of(Duration.ofSeconds(Integer.parseInt(text))) : Optional.empty();
    }

    private static @Nullable YamlNode member(@Nullable YamlNode node, String name) {
        return node instanceof YamlMap map ? map.get(name) : null;
    }

    private static Stream<YamlMap> members(@Nullable YamlNode node) {
        return node instanceof YamlMap map
                ? map.entries().values().stream()
                        .map(YamlMap.Entry::value)
                        .filter(YamlMap.class::isInstance)
                        .map(YamlMap.class::cast)
                : Stream.empty();
    }
}
