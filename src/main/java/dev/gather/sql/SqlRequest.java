package dev.gather.sql;

import dev.gather.composition.Attempt;
import dev.gather.composition.Fetched;
import dev.gather.composition.Request;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;

/**
 * One query with its values.
 *
 * @param datasource whom it asks
 * @param sql the text with a placeholder for each value
 * @param parameters the values
 * @param rows what the rows make
 */
record SqlRequest(Datasource datasource, String sql, List<Object> parameters, SqlCall.Rows rows) implements Request {
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        return Query.of(datasource.pool(), sql, parameters)
                .onItem()
                .transform(this::fetched)
                .onFailure()
                .transform(SqlFailures::classify);
    }

    private Fetched fetched(RowSet<Row> found) {
        return new Fetched(RowReader.read(found, rows), found.size(), "rows");
    }
}
