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
 *     name), or {@code database} and {@code postgresql} (SQL statements), {@code redis} (commands),
 *     {@code stubs}, {@code requests}, and what a {@link GoldenCall} has: for one
 *     call beside the others, for several in a row in a list {@code calls}
 */
public record GoldenCase(String name, Map<String, Object> content) {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    /** Whether what is tested can ask it; the classes of the tests have all rooms. */
    private static final boolean HAS_POSTGRESQL =
            System.getProperty("postgresql.excluded", "none").equals("none");

    private static final String CALLS = "calls";
    private static final String REDIS = "redis";
    private static final String POSTGRESQL = "postgresql";
    private static final Set<String> KEYS =
            Set.of("composition", "problems", "database", POSTGRESQL, REDIS, "stubs", "requests", CALLS);

    /** Refuses misspelt keys, which would check nothing. */
    public GoldenCase {
        boolean several = content.containsKey(CALLS);
        for (String key : content.keySet()) {
            if (!KEYS.contains(key) && (several || !GoldenCall.KEYS.contains(key))) {
                throw new IllegalArgumentException(name + " has an unknown key: " + key);
            }
        }
    }

    /** All cases that can be run here, in the order of their names. */
    public static List<GoldenCase> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(GoldenCase::read)
                    .filter(golden -> golden.redis().isEmpty() || GoldenRedis.isThere())
                    .filter(golden -> HAS_POSTGRESQL || !golden.composition().contains("datasource: postgres"))
                    .toList();
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

    /** SQL to run on MariaDB before the first call. */
    public List<String> database() {
        return strings("database");
    }

    /** SQL to run on PostgreSQL before the first call. */
    public List<String> postgresql() {
        return strings(POSTGRESQL);
    }

    /** Commands to run on Redis before the first call, each a list of its words; a case that has them needs a server. */
    @SuppressWarnings("unchecked")
    public List<List<Object>> redis() {
        return (List<List<Object>>) (List<?>) list(REDIS);
    }

    /** What the upstream answers. */
    JsonArray stubs() {
        return new JsonArray(list("stubs"));
    }

    /** The requests that the upstream has to see, in any order, where the stubs alone do not say it. */
    Optional<List<String>> requests() {
        return content.containsKey("requests") ? Optional.of(strings("requests")) : Optional.empty();
    }

    /** The calls, in their order. */
    @SuppressWarnings("unchecked")
    List<GoldenCall> calls() {
        return content.containsKey(CALLS)
                ? list(CALLS).stream()
                        .map(call -> new GoldenCall((Map<String, Object>) call))
                        .toList()
                : List.of(GoldenCall.of(content));
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String key) {
        return (List<String>) (List<?>) list(key);
    }

    private List<?> list(String key) {
        return (List<?>) content.getOrDefault(key, List.of());
    }
}
