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
import org.jboss.logging.Logger;

/**
 * Kills the statement of a connection that was closed, by means of another one.
 *
 * @param mark the closed connection's mark in the texts of its statements
 */
record Kill(String mark) implements Work<Boolean> {
    private static final Logger LOG = Logger.getLogger(Kill.class);

    /** MySQL's and MariaDB's errors for a connection or query to kill that does not exist. */
    private static final Set<Integer> NOTHING_TO_KILL = Set.of(1094, 1957);

    private static final long LIMIT_MILLIS = 5_000;
    private static final long FIRST_LOOK_AGAIN_MILLIS = 100;
    private static final long LAST_LOOK_AGAIN_MILLIS = 400;

    /**
     * Kills a statement, in the background.
     *
     * @param connections a pool to the same database
     * @param mark of the connection; empty if it has run no statement
     */
    static void statementOf(GuardedPool connections, String mark) {
        if (!mark.isEmpty()) {
            new Kill(mark).start(connections, FIRST_LOOK_AGAIN_MILLIS);
        }
    }

    @Override
    public SessionUse use() {
        return SessionUse.NONE;
    }

    @Override
    public Future<Boolean> on(Session session) {
        boolean mariaDb = session.isMariaDb();
        String columns = mariaDb ? "QUERY_ID" : "ID";
        String lookUp = "SELECT " + columns + " FROM information_schema.PROCESSLIST WHERE INFO LIKE '"
                + StatementText.pattern(mark) + "'";
        return session.run(lookUp)
                .compose(found -> found.size() == 0 ? Future.succeededFuture(false) : kill(session, mariaDb, found));
    }

    /** MariaDB can kill this very query; MySQL kills its connection, whose number is never used again. */
    private static Future<Boolean> kill(Session session, boolean mariaDb, RowSet<Row> found) {
        long number = found.iterator().next().getLong(0);
        return session.run((mariaDb ? "KILL QUERY ID " : "KILL ") + number).map(true);
    }

    /** Looks again after a while, since the database may not list a statement yet that has just been sent. */
    private void start(GuardedPool connections, long lookAgainMillis) {
        Vertx vertx = ContextInternal.current().owner();
        var unused = limited(PooledRun.of(connections, this, () -> false))
                .subscribe()
                .with(
                        found -> {
                            if (!found && lookAgainMillis <= LAST_LOOK_AGAIN_MILLIS) {
                                vertx.setTimer(lookAgainMillis, again -> start(connections, lookAgainMillis * 4));
                            }
                        },
                        Kill::failed);
    }

    /** Fails after a while, so that a database that does not answer does not keep another connection. */
    private static <T> Uni<T> limited(Uni<T> work) {
        Vertx vertx = ContextInternal.current().owner();
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = work.subscribe().with(emitter::complete, emitter::fail);
            long timer = vertx.setTimer(LIMIT_MILLIS, passed -> emitter.fail(Failure.late()));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                running.cancel();
            });
        });
    }

    private static void failed(Throwable thrown) {
        boolean gone = thrown instanceof DatabaseException error && NOTHING_TO_KILL.contains(error.getErrorCode());
        if (!gone) {
            LOG.warnf("a cancelled query may still be running in the database: %s", SqlFailures.classify(thrown));
        }
    }
}
