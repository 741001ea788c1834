package dev.gather.sql;

import dev.gather.evaluation.Values;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the text, values and types of one query. */
final class Parameters {
    /** MySQL's protocol counts placeholders in 16 bits. */
    private static final int MAX = 65_535;

    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();
    private final StringBuilder types = new StringBuilder();
    private final List<String> kinds = new ArrayList<>();
    private boolean mixed;
    private String lastType = "";
    private int repeated;

    void text(String piece) {
        sql.append(piece);
    }

    /** Adds a placeholder per element of a list, or one for any other value; NULL, which equals nothing, for an empty list. */
    void value(@Nullable Object value) {
        List<?> elements = value instanceof List<?> list ? list : listOf(value);
        Set<String> found = new HashSet<>();
        String separator = "";
        for (Object element : elements) {
            sql.append(separator);
            found.add(bind(element));
            separator = ", ";
        }
        if (elements.isEmpty()) {
            sql.append("NULL");
        }
        mixed |= found.size() > 1;
        kinds.add(String.join("", found));
    }

    private static List<?> listOf(@Nullable Object value) {
        List<@Nullable Object> one = new ArrayList<>(1);
        one.add(value);
        return one;
    }

    private String bind(@Nullable Object value) {
        if (!Values.isScalar(value)) {
            throw Failure.of(Code.UNSAFE_VALUE, "a list or an object stands where the query needs a single value");
        }
        Parameter parameter = Parameter.of(value);
        sql.append(parameter.placeholder());
        values.add(parameter.value());
        countType(parameter.type());
        return parameter.type() + parameter.placeholder();
    }

    private void countType(String type) {
        if (!type.equals(lastType)) {
            endType();
            lastType = type;
            types.append(type);
        }
        repeated++;
    }

    private void endType() {
        if (repeated > 1) {
            types.append(repeated);
        }
        repeated = 0;
    }

    /** @throws Failure if there are too many values */
    BoundStatement bound(SqlStatement statement) {
        if (values.size() > MAX) {
            throw Failure.of(Code.UNSAFE_VALUE, "the query has more values than MySQL can bind");
        }
        endType();
        boolean kept = !mixed && statement.kinds().keep(String.join(",", kinds));
        return new BoundStatement(sql.toString(), kept ? types.toString() : null, statement.use(), values);
    }
}
