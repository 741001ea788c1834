package dev.gather.sql;

import dev.gather.composition.Request;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
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
    /**
     * How often a query is repeated because its connection was dead: the pool does not test those that it lends, and a
     * database that closes idle ones, or a freeze of the function, leaves some behind.
     */
    private static final int DEAD_CONNECTIONS = 3;

    /**
     * The event loop's next turn. A query fails while its connection is still being closed; the pool would lend it
     * again, and the client never answers what is then sent on it.
     */
    private static Uni<Void> nextTurn() {
        return Uni.createFrom()
                .emitter(emitter -> Vertx.currentContext().runOnContext(ignored -> emitter.complete(null)));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Uni<Object> send(Duration limit) {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(sql).execute(Tuple.wrap(parameters)))
                .onFailure(SqlFailures::isDeadConnection)
                .call(SqlRequest::nextTurn)
                .onFailure(SqlFailures::isDeadConnection)
                .retry()
                .atMost(DEAD_CONNECTIONS)
                .onItem()
                .transform(found -> RowReader.read(found, rows))
                .onFailure()
                .transform(SqlFailures::classify);
    }
}
