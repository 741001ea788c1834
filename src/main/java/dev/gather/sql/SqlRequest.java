package dev.gather.sql;

import dev.gather.composition.Request;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * One query with its values.
 *
 * @param pool the datasource
 * @param sql the text with a placeholder for each value
 * @param parameters the values
 * @param rows what the rows make
 */
record SqlRequest(Pool pool, String sql, List<Object> parameters, SqlCall.Rows rows) implements Request {
    @Override
    public Uni<Object> send(Duration limit) {
        return pool.preparedQuery(sql)
                .execute(Tuple.wrap(parameters))
                .onItem()
                .transform(found -> RowReader.read(found, rows))
                .onFailure()
                .transform(SqlFailures::classify);
    }
}
