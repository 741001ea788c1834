package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One query: it waits for a connection, runs, and gives the connection back. If it is cancelled, it closes the connection
 * and is killed in the database. If a pooled connection has died, it takes another one; a new connection ends this at the
 * latest.
 */
final class Query<T> {
    private static final Logger LOG = Logger.getLogger(Query.class);

    /** MySQL's and MariaDB's errors for a connection or query to kill that does not exist. */
    private static final Set<Integer> NOTHING_TO_KILL = Set.of(1094, 1957);

    private static final long KILL_LIMIT_MILLIS = 5_000;
    private static final long FIRST_LOOK_AGAIN_MILLIS = 100;
    private static final long LAST_LOOK_AGAIN_MILLIS = 400;

    private final GuardedPool connections;
    private final SessionUse use;
    private final Function<Session, Future<T>> work;
    private final UniEmitter<? super T> emitter;
    private BooleanSupplier unwanted = () -> false;
    private Consumer<String> cancelled = mark -> {};
    private ConnectionAttempts.@Nullable Wait wait;
    private @Nullable Session session;
    private boolean ended;

    private Query(
            GuardedPool connections, SessionUse use, Function<Session, Future<T>> work, UniEmitter<? super T> emitter) {
        this.connections = connections;
        this.use = use;
        this.work = work;
        this.emitter = emitter;
    }

    /** Runs a request once per subscription, on the event loop of the subscriber. */
    static Uni<ResultReader> of(GuardedPool connections, SqlRequest request, Attempt attempt) {
        return Uni.createFrom().emitter(emitter -> new Query<ResultReader>(
                        connections, request.text().use(), session -> session.query(request, attempt.memory()), emitter)
                .unless(attempt::isAbandoned)
                .ifCancelled(mark -> kill(connections, mark))
                .start());
    }

    /** @param abandoned whether nothing should be sent any more, although the query is not cancelled yet */
    private Query<T> unless(BooleanSupplier abandoned) {
        unwanted = abandoned;
        return this;
    }

    /** @param action called with the mark of the connection that the query was running on when it was cancelled */
    private Query<T> ifCancelled(Consumer<String> action) {
        cancelled = action;
        return this;
    }

    private void start() {
        emitter.onTermination(this::end);
        acquire();
    }

    private void acquire() {
        Promise<SqlConnection> borrowed = Promise.promise();
        ConnectionAttempts.Wait begun = connections
                .attempts()
                .wait(() -> connections.pool().getConnection().onComplete(borrowed));
        wait = begun;
        borrowed.future().onComplete(result -> acquired(begun, result));
    }

    private void acquired(ConnectionAttempts.Wait over, AsyncResult<SqlConnection> borrowed) {
        over.end();
        wait = null;
        if (borrowed.failed()) {
            notAcquired(borrowed.cause());
            return;
        }
        Session found = new Session(connections, borrowed.result());
        if (ended || unwanted.getAsBoolean()) {
            found.giveBack();
        } else if (found.isOld()) {
            found.close();
            acquireNextTurn();
        } else {
            session = found;
            work.apply(found).onComplete(answer -> answered(found, answer));
        }
    }

    /** This query's attempt may have been given up in place of a cancelled query's. */
    private void notAcquired(Throwable thrown) {
        if (thrown == ConnectionAttempt.GIVEN_UP) {
            acquireNextTurn();
        } else {
            emitter.fail(thrown);
        }
    }

    private void answered(Session used, AsyncResult<T> answer) {
        if (ended) {
            return;
        }
        session = null;
        if (answer.succeeded()) {
            used.giveBack(use);
            emitter.complete(answer.result());
        } else if (!SqlFailures.endsConnection(answer.cause())) {
            used.giveBack(use);
            emitter.fail(answer.cause());
        } else {
            used.close();
            failed(used, answer.cause());
        }
    }

    private void failed(Session used, Throwable thrown) {
        if (used.isReused() && SqlFailures.isDeadConnection(thrown)) {
            acquireNextTurn();
        } else {
            emitter.fail(thrown);
        }
    }

    /** In this turn of the event loop the pool could still hand out a connection that is being closed. */
    private void acquireNextTurn() {
        ContextInternal.current().runOnContext(ignored -> {
            if (!ended) {
                acquire();
            }
        });
    }

    private void end() {
        ended = true;
        if (wait != null) {
            wait.giveUp();
        }
        if (session != null) {
            session.close();
            cancelled.accept(session.mark());
        }
    }

    /** Needed since the database does not notice that the connection is closed until it has the first row. */
    private static void kill(GuardedPool connections, String mark) {
        if (!mark.isEmpty()) {
            kill(connections, mark, FIRST_LOOK_AGAIN_MILLIS);
        }
    }

    /** Looks again after a while, since the database may not list a query yet that has just been sent. */
    private static void kill(GuardedPool connections, String mark, long lookAgainMillis) {
        Vertx vertx = ContextInternal.current().owner();
        Uni<Boolean> killed = Uni.createFrom()
                .emitter(emitter ->
                        new Query<Boolean>(connections, SessionUse.NONE, killer -> killer.kill(mark), emitter).start());
        var unused = limited(killed)
                .subscribe()
                .with(
                        found -> {
                            if (!found && lookAgainMillis <= LAST_LOOK_AGAIN_MILLIS) {
                                vertx.setTimer(lookAgainMillis, again -> kill(connections, mark, lookAgainMillis * 4));
                            }
                        },
                        Query::notKilled);
    }

    /** Fails after a while, so that a database that does not answer does not keep another connection. */
    private static <T> Uni<T> limited(Uni<T> work) {
        Vertx vertx = ContextInternal.current().owner();
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = work.subscribe().with(emitter::complete, emitter::fail);
            long timer = vertx.setTimer(KILL_LIMIT_MILLIS, passed -> emitter.fail(Failure.late()));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                running.cancel();
            });
        });
    }

    private static void notKilled(Throwable thrown) {
        boolean gone = thrown instanceof DatabaseException error && NOTHING_TO_KILL.contains(error.getErrorCode());
        if (!gone) {
            LOG.warnf("a cancelled query may still be running in the database: %s", SqlFailures.classify(thrown));
        }
    }
}
