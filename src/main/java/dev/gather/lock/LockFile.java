package dev.gather.lock;

import dev.gather.source.Learnt;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file with what has been learnt of the sources of a folder's compositions. */
public final class LockFile {
    /** Its name, which is that of no composition. */
    public static final String NAME = "gather.lock.yaml";

    private static final String HEAD = """
            # What check --db and check --openapi have learnt of the sources. Commit it, and let check write it.
            """;
    private static final String REQUEST = "request";
    private static final String ROW = "row";
    private static final String ANSWERS = "answers";
    private static final Set<String> KEYS = Set.of(REQUEST, ROW, ANSWERS);

    private final Problems problems;

    private LockFile(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads such a file.
     *
     * @param path the file as the user knows it
     * @param problems where problems are noted
     */
    public static Lock read(String path, String text, Problems problems) {
        LockFile file = new LockFile(problems);
        return new YamlReader(path, text, problems)
                .read()
                .filter(root -> root.plain() != null)
                .flatMap(root -> problems.mapping(root, "a lock file"))
                .map(file::lock)
                .orElse(Lock.NONE);
    }

    private Lock lock(YamlMap root) {
        Lock lock = Lock.NONE;
        for (Map.Entry<String, YamlMap.Entry> composition : root.entries().entrySet()) {
            Optional<YamlMap> sources = problems.mapping(composition.getValue().value(), "a composition");
            for (YamlMap.Entry source :
                    sources.map(map -> map.entries().values()).orElse(Set.of())) {
                Optional<Learnt> learnt =
                        problems.mapping(source.value(), "a source").map(this::learnt);
                if (learnt.isPresent()) {
                    lock = lock.with(composition.getKey(), source.key().text(), learnt.get());
                }
            }
        }
        return lock;
    }

    private Learnt learnt(YamlMap source) {
        problems.addUnknownKeys(source, KEYS);
        if (source.get(REQUEST) == null) {
            problems.add(ProblemCode.MISSING_KEY, source, "request is missing", "let check write this file");
        }
        Map<String, Map<String, @Nullable Object>> answers = new LinkedHashMap<>();
        schema(source.get(ANSWERS)).ifPresent(map -> map.entries().forEach((status, entry) -> schema(entry.value())
                .ifPresent(schema -> answers.put(status, schema.plainMap()))));
        return new Learnt(
                String.valueOf(
                        source.get(REQUEST) == null ? "" : source.get(REQUEST).plain()),
                schema(source.get(ROW)).map(YamlMap::plainMap),
                answers);
    }

    private Optional<YamlMap> schema(@Nullable YamlNode node) {
        return Optional.ofNullable(node).flatMap(found -> problems.mapping(found, "a schema"));
    }

    /** The text of the file; the same for the same content. */
    public static String text(Lock lock) {
        Map<String, Object> root = new LinkedHashMap<>();
        lock.compositions().forEach((composition, sources) -> {
            Map<String, Object> written = new LinkedHashMap<>();
            sources.forEach((source, learnt) -> written.put(source, plain(learnt)));
            root.put(composition, written);
        });
        return HEAD + YamlText.of(root);
    }

    private static Map<String, Object> plain(Learnt learnt) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(REQUEST, learnt.request());
        learnt.row().ifPresent(row -> plain.put(ROW, row));
        if (!learnt.answers().isEmpty()) {
            plain.put(ANSWERS, learnt.answers());
        }
        return plain;
    }
}
