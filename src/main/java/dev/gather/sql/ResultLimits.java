package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.regex.Pattern;

/**
 * How large a query's result may be. A larger one fails the source as soon as it is found, and the rest of it is not read.
 *
 * @param maxRows how many rows; a query of which only one is needed may have more
 * @param maxBytes how many bytes as they arrive
 */
record ResultLimits(long maxRows, long maxBytes) {
    /** None but those of the memory. */
    static final ResultLimits NONE = new ResultLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    static final String MAX_ROWS = "max-rows";
    static final String MAX_BYTES = "max-bytes";

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,11}[KkMm]?");
    private static final int MOST_ROWS = 10_000_000;

    /** Those of a datasource. */
    static ResultLimits of(GatherConfig.Datasource config) {
        return new ResultLimits(config.maxRows(), config.maxBytes().asLongValue());
    }

    /** Those of a source: its own, or these. */
    ResultLimits read(SourceYaml source, boolean one, Problems problems) {
        if (one) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    MAX_ROWS,
                    "with rows: one, a single row is kept of any number",
                    "remove max-rows");
        }
        int rows = source.number(MAX_ROWS, 0, 1, MOST_ROWS, problems);
        YamlNode bytes = source.get(MAX_BYTES);
        return new ResultLimits(rows == 0 ? maxRows : rows, bytes == null ? maxBytes : size(bytes, problems));
    }

    private long size(YamlNode node, Problems problems) {
        String text = node instanceof YamlScalar scalar ? scalar.text() : "";
        if (!SIZE.matcher(text).matches()) {
            problems.add(ProblemCode.WRONG_VALUE, node, "max-bytes is a number of bytes, such as 500K or 20M");
            return maxBytes;
        }
        return new MemorySizeConverter().convert(text).asLongValue();
    }

    /** @throws Failure if there are more rows than allowed */
    void checkRows(long found) {
        if (found > maxRows) {
            throw Failure.of(
                    Code.TOO_LARGE, "the result has more than " + maxRows + " rows: select fewer, or raise max-rows");
        }
    }

    /** The failure of a result with more bytes than allowed. */
    static Failure tooManyBytes(long allowed) {
        return Failure.of(
                Code.TOO_LARGE, "the result is larger than " + allowed + " bytes: select less, or raise max-bytes");
    }
}
