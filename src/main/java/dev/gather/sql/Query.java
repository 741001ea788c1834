package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One query on its way: it waits for a connection, runs, and gives the connection back. Cancelled, it ends the connection
 * and is stopped in the database. Where it meets a connection that had died in the pool, it takes another; that ends with
 * the pooled connections, at the latest with a new one.
 */
final class Query<T> {
    private static final Logger LOG = Logger.getLogger(Query.class);

    /** MySQL's and MariaDB's errors for what is not there to be killed. */
    private static final Set<Integer> UNKNOWN = Set.of(1094, 1957);

    private static final long KILL_LIMIT_MILLIS = 5_000;
    private static final long FIRST_LOOK_AGAIN_MILLIS = 100;
    private static final long LAST_LOOK_AGAIN_MILLIS = 400;

    private final GuardedPool connections;
    private final SessionUse use;
    private final Function<Session, Future<T>> work;
    private final Consumer<String> abandoned;
    private BooleanSupplier unwanted = () -> false;
    private UniEmitter<? super T> emitter;
    private ConnectionAttempts.Wait wait;
    private Session session;
    private boolean ended;

    /** @param abandoned called with the mark of the connection on which it was at work when it was cancelled */
    private Query(
            GuardedPool connections, SessionUse use, Function<Session, Future<T>> work, Consumer<String> abandoned) {
        this.connections = connections;
        this.use = use;
        this.work = work;
        this.abandoned = abandoned;
    }

    /** Runs it once for each subscription, on the event loop that subscribes. */
    static Uni<ResultReader> of(GuardedPool connections, SqlRequest request, Attempt attempt) {
        return Uni.createFrom().emitter(emitter -> new Query<>(
                        connections,
                        request.text().use(),
                        session -> session.query(request, attempt.memory()),
                        mark -> kill(connections, mark))
                .unless(attempt::isAbandoned)
                .start(emitter));
    }

    /** @param abandoned whether nothing is to be sent any more, though the cancellation has yet to come */
    private Query<T> unless(BooleanSupplier abandoned) {
        unwanted = abandoned;
        return this;
    }

    private void start(UniEmitter<? super T> answers) {
        emitter = answers;
        emitter.onTermination(this::end);
        acquire();
    }

    private void acquire() {
        Promise<SqlConnection> lent = Promise.promise();
        wait = connections
                .attempts()
                .wait(() -> connections.pool().getConnection().onComplete(lent));
        lent.future().onComplete(this::lent);
    }

    private void lent(AsyncResult<SqlConnection> lent) {
        wait.end();
        wait = null;
        if (lent.failed()) {
            notLent(lent.cause());
            return;
        }
        Session found = new Session(connections, lent.result());
        if (ended || unwanted.getAsBoolean()) {
            found.giveBack();
        } else if (found.isOld()) {
            found.close();
            acquireNextTurn();
        } else {
            session = found;
            work.apply(found).onComplete(this::answered);
        }
    }

    /** An attempt may be given up in place of another one, whose query nobody waits for. */
    private void notLent(Throwable thrown) {
        if (thrown == ConnectionAttempt.GIVEN_UP) {
            acquireNextTurn();
        } else {
            emitter.fail(thrown);
        }
    }

    private void answered(AsyncResult<T> answer) {
        if (ended) {
            return;
        }
        Session used = session;
        session = null;
        if (answer.succeeded()) {
            used.giveBack(use);
            emitter.complete(answer.result());
        } else if (!SqlFailures.endsConnection(answer.cause())) {
            used.giveBack(use);
            emitter.fail(answer.cause());
        } else {
            used.close();
            diedWithIt(used, answer.cause());
        }
    }

    private void diedWithIt(Session used, Throwable thrown) {
        if (used.isReused() && SqlFailures.isDeadConnection(thrown)) {
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
        if (wait != null) {
            wait.giveUp();
        }
        if (session != null) {
            session.close();
            abandoned.accept(session.mark());
        }
    }

    /** The database itself does not notice that nobody listens any more until it has the first row. */
    private static void kill(GuardedPool connections, String mark) {
        if (!mark.isEmpty()) {
            kill(connections, mark, FIRST_LOOK_AGAIN_MILLIS);
        }
    }

    /** A query that was sent just now may be shown a moment later only. */
    private static void kill(GuardedPool connections, String mark, long lookAgainMillis) {
        Vertx vertx = Vertx.currentContext().owner();
        Uni<Boolean> killed = Uni.createFrom().emitter(emitter -> new Query<Boolean>(
                        connections, SessionUse.NONE, killer -> killer.kill(mark), unanswered -> {})
                .start(emitter));
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

    /** A database that does not answer at all must not keep one more connection. */
    private static <T> Uni<T> limited(Uni<T> work) {
        Vertx vertx = Vertx.currentContext().owner();
        return Uni.createFrom().emitter(emitter -> {
            Cancellable atWork = work.subscribe().with(emitter::complete, emitter::fail);
            long timer = vertx.setTimer(
                    KILL_LIMIT_MILLIS, passed -> emitter.fail(Failure.temporary(Code.TIMEOUT, "no answer in time")));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                atWork.cancel();
            });
        });
    }

    /** A query that has just ended is not there any more. */
    private static void notKilled(Throwable thrown) {
        boolean gone = thrown instanceof DatabaseException error && UNKNOWN.contains(error.getErrorCode());
        if (!gone) {
            LOG.warnf("a query that was given up may go on in the database: %s", SqlFailures.classify(thrown));
        }
    }
}
