package dev.gather.golden;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One golden case.
 *
 * @param name the file's name without its extension; the composition has the same
 * @param content the file: {@code composition} (a text), and either {@code problems} (all of them, without the file's
 *     name), or {@code database} (SQL statements), {@code stubs}, {@code input}, and {@code output} or {@code error}
 */
public record GoldenCase(String name, Map<String, Object> content) {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Set<String> KEYS = Set.of(
            "composition",
            "problems",
            "database",
            "stubs",
            "input",
            "output",
            "error",
            "requests",
            "within",
            "atLeast");

    /** Refuses misspelt keys, which would check nothing. */
    public GoldenCase {
        if (!KEYS.containsAll(content.keySet())) {
            throw new IllegalArgumentException(name + " has an unknown key among " + content.keySet());
        }
    }

    /** All cases, in the order of their names. */
    public static List<GoldenCase> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(GoldenCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static GoldenCase read(Path file) {
        try {
            String fileName = file.getFileName().toString();
            Problems problems = new Problems();
            Object content = new YamlReader(fileName, Files.readString(file), problems)
                    .read()
                    .orElseThrow(
                            () -> new IllegalArgumentException(problems.all().toString()))
                    .plain();
            return new GoldenCase(fileName.replaceFirst("\\.yaml$", ""), (Map<String, Object>) content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The composition's text. */
    public String composition() {
        return (String) content.get("composition");
    }

    /** The problems that loading it finds; empty for a case that runs. */
    public List<String> problems() {
        return strings("problems");
    }

    /** SQL to run before the call. */
    List<String> database() {
        return strings("database");
    }

    /** What the upstream answers. */
    JsonArray stubs() {
        return new JsonArray(list("stubs"));
    }

    /** The requests that the upstream has to see, in any order, where the stubs alone do not say it. */
    Optional<List<String>> requests() {
        return content.containsKey("requests") ? Optional.of(strings("requests")) : Optional.empty();
    }

    /** The input of the call. */
    Object input() {
        return content.getOrDefault("input", Map.of());
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String key) {
        return (List<String>) (List<?>) list(key);
    }

    private List<?> list(String key) {
        return (List<?>) content.getOrDefault(key, List.of());
    }
}
