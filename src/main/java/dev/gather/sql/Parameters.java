package dev.gather.sql;

import dev.gather.evaluation.Values;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the text, the values and the types of one query. */
final class Parameters {
    /** MySQL's protocol counts placeholders in 16 bits. */
    private static final int MAX = 65_535;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final StringBuilder types = new StringBuilder();
    private final List<String> kinds = new ArrayList<>();
    private boolean mixed;
    private String lastType = "";
    private int repeated;

    void text(String piece) {
        sql.append(piece);
    }

    /** A placeholder for a value: one per element of a list, and NULL, which nothing equals, for an empty one. */
    void value(Object value) {
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

    private static List<?> listOf(Object value) {
        List<Object> one = new ArrayList<>(1);
        one.add(value);
        return one;
    }

    private String bind(Object value) {
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

    /** The request for all that was collected. */
    SqlRequest request(SqlCall call) {
        if (values.size() > MAX) {
            throw Failure.of(Code.UNSAFE_VALUE, "the query has more values than MySQL can bind");
        }
        endType();
        boolean kept = !mixed && call.statement().kinds().keep(String.join(",", kinds));
        SqlRequest.Text text = new SqlRequest.Text(
                sql.toString(), kept ? types.toString() : null, call.statement().use());
        return new SqlRequest(call.datasource(), text, values, call.rows());
    }
}
