package dev.gather.redis;

import dev.gather.expression.Template;
import dev.gather.source.BodyForm;
import dev.gather.source.Call;
import dev.gather.source.Learnt;
import dev.gather.source.Missing;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sources that are commands of Redis or Valkey: {@code redis: GET customer:{% $input.customerId %}}. */
@ApplicationScoped
class RedisKind implements SourceKind {
    private static final String BACKEND = "backend";

    private final RedisServers servers;

    RedisKind(RedisServers servers) {
        this.servers = servers;
    }

    @Override
    public String key() {
        return "redis";
    }

    @Override
    public Set<String> options() {
        return Set.of(BACKEND, BodyForm.KEY);
    }

    @Override
    public Missing missingByDefault() {
        return Missing.NULL;
    }

    /** The command on one line, with a question mark for each value. */
    @Override
    public Optional<String> outline(SourceYaml source) {
        List<Optional<String>> parts = source.find(key()).stream()
                .flatMap(RedisKind::elements)
                .map(node -> node instanceof YamlScalar scalar
                        ? Template.outline(scalar.text(), "?")
                        : Optional.<String>empty())
                .toList();
        return parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(parts.stream().flatMap(Optional::stream).collect(Collectors.joining(" ")));
    }

    private static Stream<YamlNode> elements(YamlNode node) {
        return node instanceof YamlList list ? list.elements().stream() : Stream.of(node);
    }

    @Override
    public Map<String, @Nullable Object> schema(SourceYaml source, Optional<Learnt> learnt) {
        List<String> parts =
                outline(source).map(line -> List.of(line.strip().split("\\s+"))).orElse(List.of(""));
        List<Optional<String>> arguments =
                parts.stream().skip(1).map(Optional::of).toList();
        return ReadingCommands.find(parts.get(0))
                .map(command -> command.shape(command.words(arguments)).schema())
                .orElse(Map.of());
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        Problems problems = templates.problems();
        Optional<WrittenCommand> command = source.find(key()).flatMap(new CommandReader(templates)::read);
        Optional<RedisServer> server = server(source, problems);
        BodyForm form = BodyForm.read(
                source, command.map(written -> written.command().form()).orElse(BodyForm.TEXT), problems);
        RedisCall.Rules rules = new RedisCall.Rules(form, source.has("missing"));
        return command.flatMap(written -> server.map(found -> new RedisCall(found, written, rules)));
    }

    private Optional<RedisServer> server(SourceYaml source, Problems problems) {
        YamlNode node = source.find(BACKEND).or(() -> source.find(key())).orElseThrow();
        String name = source.find(BACKEND)
                .map(named -> named instanceof YamlScalar scalar ? scalar.text() : "")
                .orElse(RedisServers.DEFAULT);
        Optional<String> fault = servers.fault(name);
        if (fault.isPresent()) {
            problems.add(
                    ProblemCode.UNUSABLE_BACKEND,
                    node,
                    "gather.redis." + name + " cannot be used: " + fault.get(),
                    "correct the configuration");
            return Optional.empty();
        }
        if (servers.isUnknown(name)) {
            problems.addUnconfigured(
                    ProblemCode.UNKNOWN_BACKEND, node, unknown(name), remedy(name), servers.placeholders());
        }
        return servers.find(name);
    }

    private static String unknown(String name) {
        return name.equals(RedisServers.DEFAULT)
                ? "there is no default server of Redis"
                : "unknown server '" + name + "'";
    }

    private String remedy(String name) {
        String near = DidYouMean.remedy(name, servers.names(), "");
        return name.equals(RedisServers.DEFAULT) || !near.startsWith("did")
                ? "set gather.redis." + name + ".url=redis://…"
                : near;
    }
}
