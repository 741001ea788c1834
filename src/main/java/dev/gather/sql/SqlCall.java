package dev.gather.sql;

import dev.gather.composition.Backend;
import dev.gather.composition.Call;
import dev.gather.composition.Request;
import dev.gather.composition.SourceFailure;
import dev.gather.expression.Values;
import dev.gather.expression.Variables;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resolved query.
 *
 * @param datasource whom it asks
 * @param statement the query
 * @param rows what its rows make
 */
record SqlCall(Datasource datasource, SqlStatement statement, Rows rows) implements Call {
    /** MySQL's protocol counts placeholders in 16 bits. */
    private static final int MAX_PARAMETERS = 65_535;

    /**
     * What the rows of a query make.
     *
     * @param one an object, the first row's, instead of a list
     * @param neededOnce true if no row at all counts as missing
     */
    record Rows(boolean one, boolean neededOnce) {}

    @Override
    public Optional<Request> render(Variables variables) {
        StringBuilder sql = new StringBuilder(statement.pieces().get(0));
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < statement.expressions().size(); i++) {
            sql.append(bind(statement.expressions().get(i).evaluate(variables), parameters));
            sql.append(statement.pieces().get(i + 1));
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw SourceFailure.of(SourceFailure.Code.UNSAFE_VALUE, "the query has more values than MySQL can bind");
        }
        return Optional.of(new SqlRequest(datasource, sql.toString(), parameters, rows));
    }

    /** Only reading statements are accepted. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.empty();
    }

    @Override
    public Backend backend() {
        return datasource.backend();
    }

    /** The placeholders for a value: one per element of a list, and NULL, which nothing equals, for an empty one. */
    private static String bind(Object value, List<Object> parameters) {
        if (!(value instanceof List<?> list)) {
            parameters.add(parameter(value));
            return "?";
        }
        list.forEach(element -> parameters.add(parameter(element)));
        return list.isEmpty() ? "NULL" : "?" + ", ?".repeat(list.size() - 1);
    }

    private static Object parameter(Object value) {
        if (!Values.isScalar(value)) {
            throw SourceFailure.of(
                    SourceFailure.Code.UNSAFE_VALUE, "a list or an object stands where the query needs a single value");
        }
        Object plain = Values.canonical(value);
        return plain instanceof BigDecimal && value instanceof Double ? value : plain;
    }
}
