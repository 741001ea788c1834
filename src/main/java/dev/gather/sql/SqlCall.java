package dev.gather.sql;

import dev.gather.expression.Variables;
import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * A resolved query.
 *
 * @param datasource whom it asks
 * @param statement the query
 * @param rows what its rows make
 */
record SqlCall(Datasource datasource, SqlStatement statement, Rows rows) implements Call {
    /**
     * What the rows of a query make.
     *
     * @param one an object, the first row's, instead of a list
     * @param neededOnce true if no row at all counts as missing
     */
    record Rows(boolean one, boolean neededOnce) {}

    @Override
    public Optional<Request> render(Variables variables) {
        Parameters parameters = new Parameters();
        parameters.text(statement.pieces().get(0));
        for (int i = 0; i < statement.expressions().size(); i++) {
            parameters.value(statement.expressions().get(i).evaluate(variables));
            parameters.text(statement.pieces().get(i + 1));
        }
        return Optional.of(parameters.request(this));
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
}
