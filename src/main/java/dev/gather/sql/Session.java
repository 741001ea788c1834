package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.source.MemoryBudget;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection while a query uses it, and its session in the database. The pool checks neither a connection's age nor
 * whether it is alive, and cannot discard one; this class uses the underlying connection for that.
 */
public abstract class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);

    /** A database that does not answer must not keep a place in the pool. */
    private static final long RESET_LIMIT_MILLIS = 5_000;

    private static final long END_LIMIT_MILLIS = 5_000;

    private final SqlConnection borrowed;
    private final PooledConnection pooled;
    private final SocketConnectionBase connection;
    private final GatherConfig.Datasource config;
    private final Duration longest;
    private final boolean reused;

    /** What was sent before the statement, without waiting for its answers. */
    private Future<?> before = Future.succeededFuture();

    /** The beginning of a transaction. */
    private Future<?> begun = before;

    private boolean closed;

    /**
     * @param borrowed from a pool
     * @param config what the configuration says of the datasource
     * @param longest the longest time that an execution may take
     */
    protected Session(SqlConnection borrowed, GatherConfig.Datasource config, Duration longest) {
        this.borrowed = borrowed;
        this.pooled = (PooledConnection) ((SqlConnectionBase<?>) borrowed).unwrap();
        this.connection = (SocketConnectionBase) pooled.unwrap();
        this.config = config;
        this.longest = longest;
        this.reused = state() != null;
    }

    /** Sends what sets up a new session, with this limit of its statements. */
    protected abstract Future<?> setUp(StatementLimit limit);

    /** Removes what statements have left, and sets the session up again. */
    protected abstract Future<?> reset(StatementLimit limit);

    /**
     * Runs the statement of a query, on a session that is ready.
     *
     * @param reader gets the rows as they arrive
     * @param left how long the answer is still waited for
     * @param limit of the statement; an exact one is part of a transaction whose other statements go on if it fails
     */
    protected abstract Future<ResultReader> run(
            BoundStatement statement, ResultReader reader, Supplier<Duration> left, StatementLimit limit);

    /**
     * Runs the statement of a write, on a session that is ready.
     *
     * @param rows gets the rows that the statement may answer with
     * @param left how long warnings about it may be waited for
     */
    protected abstract Future<Written> run(Write write, ResultReader rows, Supplier<Duration> left);

    /** Prepares a statement, and does not run it. */
    protected abstract Future<Prepared> prepare(String statement);

    /** Closes the connection with this failure if the database refuses one of the next commands. */
    protected abstract void require(int commands, String ifRefused);

    /** Whether the database says that the query which it answered last was part of a transaction. */
    protected abstract boolean isInTransaction();

    /** Drops the rows of the query that runs, which nobody waits for any more. */
    protected abstract void dropRows();

    /** Leaves the rows of the next statement to the client. */
    protected abstract void readByClient();

    /** Ends what may still run on the connection after it was closed; empty if nothing can. */
    protected abstract Optional<Kill> kill();

    /** Sets how long the next statements may run. */
    protected abstract Future<?> limit(StatementLimit limit);

    /** Whether rows come as texts that have to be made what they would be of a prepared statement. */
    boolean hasTextRows() {
        return false;
    }

    /** Whether the limit of each statement is set in the session. */
    boolean hasLimits() {
        return true;
    }

    /** Whether it has been idle or open for longer than allowed, or is known to be closed. */
    boolean isOld() {
        long now = System.currentTimeMillis();
        return pooled.idleEvictionTimestamp < now || pooled.lifetimeEvictionTimestamp < now || isClosed();
    }

    /** Whether it is known to be closed. */
    boolean isClosed() {
        return !connection.isValid();
    }

    /** Whether the connection has been used before. */
    protected boolean isReused() {
        return reused;
    }

    /** Sets up the session of a new connection; closes it if that takes longer than connecting may. */
    Future<Void> warm() {
        var unused = ready();
        long limit = config.connectTimeout().toMillis();
        return inTime(limit, answered(Future.succeededFuture()));
    }

    /** Closes the connection if an answer that nobody else waits for does not come in time. */
    private <T> Future<T> inTime(long limitMillis, Future<T> answer) {
        return inTime(limitMillis, this::close, answer);
    }

    /** Does something if an answer does not come in time. */
    protected static <T> Future<T> inTime(long limitMillis, Runnable late, Future<T> answer) {
        Vertx vertx = ContextInternal.current().owner();
        long limit = vertx.setTimer(limitMillis, passed -> late.run());
        return answer.onComplete(done -> vertx.cancelTimer(limit));
    }

    /**
     * Runs a query, with a reader that gets the rows as they arrive.
     *
     * @param left how long its answer is still waited for
     * @param exact whether the database ends it right after that, so that others of its transaction have their turns
     */
    Future<ResultReader> query(SqlRequest request, MemoryBudget.Share memory, Supplier<Duration> left, boolean exact) {
        StatementLimit needed = exact ? StatementLimit.exact(left.get()) : StatementLimit.of(left.get(), longest);
        SessionState state = ready(request.statement().use(), needed);
        if (hasLimits() && !state.limit().suits(needed)) {
            state.set(needed);
            Future<?> limited = limit(needed);
            before = Future.all(before, limited);
        }
        return run(request.statement(), new ResultReader(request.rows(), memory, hasTextRows()), left, needed);
    }

    /**
     * Runs a write. Sessions of writes are reset whenever they are given back, never within a transaction.
     *
     * @param left how long warnings about it may be waited for
     */
    Future<Written> write(Write write, Supplier<Duration> left) {
        var unused = ready();
        return run(write, write.begin(hasTextRows()), left);
    }

    /** Runs a statement of Gather's own. */
    protected Future<RowSet<Row>> run(String statement) {
        var unused = ready();
        return answered(borrowed.query(statement).execute());
    }

    /** Begins a transaction. Nothing that is sent after this is done if the database refuses one of the statements. */
    void begin(List<String> statements) {
        var unused = ready();
        require(statements.size(), "the database did not begin a transaction");
        List<Future<?>> sent = new ArrayList<>(List.of(before));
        statements.forEach(statement -> sent.add(borrowed.query(statement).execute()));
        before = Future.all(sent);
        begun = before;
    }

    /** Whether the database has answered what begins the transaction, if there is one. */
    protected boolean hasBegun() {
        return begun.succeeded();
    }

    /**
     * Runs the last statement of a transaction, and then gives the connection back. Closes it if the answer does not come in
     * time, or the connection breaks.
     *
     * @param use of the session by the statements of the transaction
     */
    Future<RowSet<Row>> end(String last, SessionUse use) {
        return inTime(END_LIMIT_MILLIS, run(last)).onComplete(answer -> {
            if (answer.succeeded() || SqlFailures.isAnswer(answer.cause())) {
                giveBack(use);
            } else {
                close();
            }
        });
    }

    /**
     * Sets up a new session, or resets a used one if the statement would see what earlier statements left. What this sends is
     * not waited for: the statement follows at once, and is not done if the database refuses any of it.
     */
    private SessionState ready(SessionUse use, StatementLimit limit) {
        SessionState known = state();
        if (known == null) {
            SessionState begun = SessionState.begin(channel(), limit).use();
            before = setUp(limit);
            return begun;
        }
        if (use == SessionUse.READS && known.isUsed()) {
            before = reset(limit);
            known.reset(limit);
        }
        return known.use();
    }

    /** The state of the session, which is set up if it is new. */
    protected SessionState ready() {
        return ready(SessionUse.NONE, longestLimit());
    }

    /** The limit of statements that outlast any execution. */
    protected StatementLimit longestLimit() {
        return StatementLimit.longest(longest);
    }

    /** Waits for something that was sent, too, before an answer counts. */
    protected void alsoAwait(Future<?> sent) {
        before = Future.all(before, sent);
    }

    /** What was sent before the statement. */
    protected Future<?> before() {
        return before;
    }

    /**
     * The answer to a statement. When a connection breaks, the client fails only the first of the commands that were not answered
     * yet; so what was sent before is waited for, too.
     */
    protected <T> Future<T> answered(Future<T> answer) {
        Future<T> all = before.succeeded() ? answer : Future.all(before, answer).map(done -> answer.result());
        return all.recover(this::explained);
    }

    /** If a guard has closed the connection, its reason is the failure. */
    private <T> Future<T> explained(Throwable thrown) {
        Failure known = WireGuard.failure(channel());
        return Future.failedFuture(known == null ? meant(thrown) : known);
    }

    /** What an exception of the client means, where its type does not say that already. */
    protected Throwable meant(Throwable thrown) {
        return thrown;
    }

    /**
     * Gives the connection back to the pool, after a reset if the statement may have left something in the session; does nothing
     * after {@link #close()}.
     */
    void giveBack(SessionUse use) {
        if (closed) {
            return;
        }
        readByClient();
        if (use == SessionUse.NONE) {
            giveBack();
        } else {
            inTime(RESET_LIMIT_MILLIS, reset(longestLimit()))
                    .onSuccess(done -> {
                        markReset();
                        giveBack();
                    })
                    .onFailure(thrown -> close());
        }
    }

    private void markReset() {
        SessionState state = state();
        if (state != null) {
            state.reset(longestLimit());
        }
    }

    /** Gives the connection back to the pool; does no harm if it is closed. */
    void giveBack() {
        borrowed.close().onFailure(thrown -> LOG.debug("a connection was not given back", thrown));
    }

    /**
     * Closes the connection, whatever it is doing. The pool notices this and can replace it. It is not given back,
     * since the pool would hand it out again before it notices.
     */
    protected void close() {
        closed = true;
        WireGuard.close(connection.socket());
    }

    /** The state of the session; null if it has not been set up. */
    protected @Nullable SessionState state() {
        return SessionState.of(channel());
    }

    /** The client's connection. */
    protected SqlConnection borrowed() {
        return borrowed;
    }

    /** The connection itself, without the pool's. */
    protected SocketConnectionBase connection() {
        return connection;
    }

    /** The connection's channel. */
    protected Channel channel() {
        return connection.socket().channelHandlerContext().channel();
    }
}
