package dev.gather.sql;

import dev.gather.failure.Failure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Set;

/**
 * Kills the statement of a connection that was closed, by means of another one.
 *
 * @param mark the closed connection's mark in the texts of its statements
 */
record KillByMark(String mark) implements Work<Boolean>, Kill {
    /** MySQL's and MariaDB's errors for a connection or query to kill that does not exist. */
    private static final Set<Integer> NOTHING_TO_KILL = Set.of(1094, 1957);

    @Override
    public SessionUse use() {
        return SessionUse.NONE;
    }

    @Override
    public Future<Boolean> on(Session session) {
        boolean mariaDb = ((MySqlSession) session).isMariaDb();
        String columns = mariaDb ? "QUERY_ID" : "ID";
        String lookUp = "SELECT " + columns + " FROM information_schema.PROCESSLIST WHERE INFO LIKE '"
                + StatementText.pattern(mark) + "'";
        return session.run(lookUp)
                .compose(found -> found.size() == 0 ? Future.succeededFuture(false) : kill(session, mariaDb, found));
    }

    /** MariaDB can kill this very query; MySQL kills its connection, whose number is never used again. */
    private static Future<Boolean> kill(Session session, boolean mariaDb, RowSet<Row> found) {
        long number = found.iterator().next().getLong(0);
        return session.run((mariaDb ? "KILL QUERY ID " : "KILL ") + number)
                .map(true)
                .recover(KillByMark::ended);
    }

    private static Future<Boolean> ended(Throwable thrown) {
        return thrown instanceof DatabaseException error && NOTHING_TO_KILL.contains(error.getErrorCode())
                ? Future.succeededFuture(true)
                : Future.failedFuture(thrown);
    }

    @Override
    public Uni<Boolean> by(GuardedPool connections) {
        Vertx vertx = ContextInternal.current().owner();
        Uni<Boolean> work = PooledRun.of(connections, this, () -> false);
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = work.subscribe().with(emitter::complete, emitter::fail);
            long timer = vertx.setTimer(LIMIT.toMillis(), passed -> emitter.fail(Failure.late()));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                running.cancel();
            });
        });
    }
}
