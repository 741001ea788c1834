package dev.gather.sql;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * One query on its way: it waits for a connection, runs, and gives the connection back. Cancelled, it ends the connection
 * and is stopped in the database. Where it meets a connection that had died in the pool, it takes another; that ends with
 * the pooled connections, at the latest with a new one.
 */
final class Query {
    private final Pool pool;
    private final String sql;
    private final List<Object> parameters;
    private final UniEmitter<? super RowSet<Row>> emitter;
    private Session session;
    private boolean ended;

    private Query(Pool pool, String sql, List<Object> parameters, UniEmitter<? super RowSet<Row>> emitter) {
        this.pool = pool;
        this.sql = sql;
        this.parameters = parameters;
        this.emitter = emitter;
    }

    /** Runs it once for each subscription, on the event loop that subscribes. */
    static Uni<RowSet<Row>> of(Pool pool, String sql, List<Object> parameters) {
        return Uni.createFrom().emitter(emitter -> new Query(pool, sql, parameters, emitter).start());
    }

    private void start() {
        emitter.onTermination(this::end);
        acquire();
    }

    private void acquire() {
        pool.getConnection().onSuccess(this::lent).onFailure(emitter::fail);
    }

    private void lent(SqlConnection lent) {
        Session found = new Session(pool, lent);
        if (ended) {
            found.giveBack();
        } else if (found.isOld()) {
            found.close();
            acquireNextTurn();
        } else {
            session = found;
            found.query(sql, Tuple.wrap(parameters)).onComplete(this::answered);
        }
    }

    private void answered(AsyncResult<RowSet<Row>> answer) {
        if (ended) {
            return;
        }
        Session used = session;
        session = null;
        if (answer.succeeded()) {
            used.giveBack();
            emitter.complete(answer.result());
        } else if (!SqlFailures.isDeadConnection(answer.cause())) {
            used.giveBack();
            emitter.fail(answer.cause());
        } else {
            used.close();
            diedWithIt(used, answer.cause());
        }
    }

    private void diedWithIt(Session used, Throwable thrown) {
        if (used.isReused()) {
            acquireNextTurn();
        } else {
            emitter.fail(thrown);
        }
    }

    /** In this turn of the event loop the pool would lend a connection again that is just being closed. */
    private void acquireNextTurn() {
        Vertx.currentContext().runOnContext(ignored -> {
            if (!ended) {
                acquire();
            }
        });
    }

    private void end() {
        ended = true;
        if (session != null) {
            session.abandon();
        }
    }
}
