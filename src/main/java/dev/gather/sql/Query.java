package dev.gather.sql;

import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One query on its way: it waits for a connection, runs, and gives the connection back. Cancelled, it ends the connection
 * and is stopped in the database. Where it meets a connection that had died in the pool, it takes another; that ends with
 * the pooled connections, at the latest with a new one.
 */
final class Query {
    private static final Logger LOG = Logger.getLogger(Query.class);
    private static final int UNKNOWN_THREAD = 1094;
    private static final long KILL_LIMIT_MILLIS = 5_000;

    private final Pool pool;
    private final Function<Session, Future<RowSet<Row>>> statement;
    private final Consumer<Session.Identity> abandoned;
    private final UniEmitter<? super RowSet<Row>> emitter;
    private Session session;
    private boolean ended;

    private Query(
            Pool pool,
            Function<Session, Future<RowSet<Row>>> statement,
            Consumer<Session.Identity> abandoned,
            UniEmitter<? super RowSet<Row>> emitter) {
        this.pool = pool;
        this.statement = statement;
        this.abandoned = abandoned;
        this.emitter = emitter;
    }

    /** Runs it once for each subscription, on the event loop that subscribes. */
    static Uni<RowSet<Row>> of(Pool pool, String sql, List<Object> parameters) {
        return of(pool, session -> session.query(sql, Tuple.wrap(parameters)), lost -> kill(pool, lost));
    }

    /** @param abandoned told of the connection on which it was at work when it was cancelled */
    private static Uni<RowSet<Row>> of(
            Pool pool, Function<Session, Future<RowSet<Row>>> statement, Consumer<Session.Identity> abandoned) {
        return Uni.createFrom().emitter(emitter -> new Query(pool, statement, abandoned, emitter).start());
    }

    private void start() {
        emitter.onTermination(this::end);
        acquire();
    }

    private void acquire() {
        pool.getConnection().onSuccess(this::lent).onFailure(emitter::fail);
    }

    private void lent(SqlConnection lent) {
        Session found = new Session(lent);
        if (ended) {
            found.giveBack();
        } else if (found.isOld()) {
            found.close();
            acquireNextTurn();
        } else {
            session = found;
            statement.apply(found).onComplete(this::answered);
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
            session.close();
            abandoned.accept(session.identity());
        }
    }

    /** The database itself does not notice that nobody listens any more until it has the first row. */
    private static void kill(Pool pool, Session.Identity lost) {
        if (lost.number() != 0) {
            Uni<RowSet<Row>> killed = of(pool, killer -> killer.kill(lost), unanswered -> {});
            var unused = limited(killed).subscribe().with(done -> LOG.debug("a query was killed"), Query::notKilled);
        }
    }

    /** A database that does not answer at all must not keep one more connection. */
    private static <T> Uni<T> limited(Uni<T> work) {
        Vertx vertx = Vertx.currentContext().owner();
        return Uni.createFrom().emitter(emitter -> {
            Cancellable atWork = work.subscribe().with(emitter::complete, emitter::fail);
            long timer = vertx.setTimer(
                    KILL_LIMIT_MILLIS, passed -> emitter.fail(SourceFailure.of(Code.TIMEOUT, "no answer in time")));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                atWork.cancel();
            });
        });
    }

    /** A query that has just ended is not there any more. */
    private static void notKilled(Throwable thrown) {
        boolean gone = thrown instanceof DatabaseException error && error.getErrorCode() == UNKNOWN_THREAD;
        if (!gone) {
            LOG.warnf("a query that was given up may go on in the database: %s", SqlFailures.classify(thrown));
        }
    }
}
