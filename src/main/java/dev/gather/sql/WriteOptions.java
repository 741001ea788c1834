package dev.gather.sql;

import dev.gather.source.SourceYaml;
import dev.gather.source.Writes;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a source that say whether it writes.
 *
 * @param writes whether it does, and which requests may use it
 * @param retryable whether the write may be done twice
 */
record WriteOptions(Writes writes, boolean retryable) {
    static final String WRITES = "writes";
    static final String RETRYABLE = "retryable";

    private static final List<String> OF_ROWS = List.of("rows", "missing", "booleans", "json", "max-rows", "max-bytes");

    /** Reads the options, and notes those that do not go together as problems. */
    static WriteOptions read(SourceYaml source, Problems problems) {
        Writes writes = writes(source.get(WRITES), problems);
        if (writes == Writes.NO) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    RETRYABLE,
                    "only a source that writes needs retryable",
                    "remove it");
            return new WriteOptions(writes, false);
        }
        return new WriteOptions(writes, retryable(source.get(RETRYABLE), problems));
    }

    /**
     * Notes the options that a write cannot have as problems.
     *
     * @param returning whether it answers with rows
     */
    static void check(SourceYaml source, boolean returning, Problems problems) {
        for (String option : returning ? List.of("rows", "missing") : OF_ROWS) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    option,
                    returning
                            ? "the value of a write is { affected, id, rows }"
                            : "a write has no rows: its value is { affected, id }",
                    "remove " + option);
        }
    }

    private static Writes writes(@Nullable YamlNode node, Problems problems) {
        Object value = node instanceof YamlScalar scalar ? scalar.value() : node;
        if (node == null) {
            return Writes.NO;
        }
        if (Boolean.TRUE.equals(value)) {
            return Writes.YES;
        }
        if ("safe".equals(value)) {
            return Writes.SAFE;
        }
        problems.add(
                ProblemCode.WRONG_VALUE,
                node,
                "writes is true, or safe if a GET may do it, too",
                "leave it out where nothing is written");
        return Boolean.FALSE.equals(value) ? Writes.NO : Writes.YES;
    }

    private static boolean retryable(@Nullable YamlNode node, Problems problems) {
        Object value = node instanceof YamlScalar scalar ? scalar.value() : node;
        if (node != null && !(value instanceof Boolean)) {
            problems.add(ProblemCode.WRONG_VALUE, node, "retryable is true or false");
        }
        return Boolean.TRUE.equals(value);
    }
}
