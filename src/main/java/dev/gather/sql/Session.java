package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.MemoryBudget;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection while a query uses it, and its session in the database. The pool checks neither a connection's age nor
 * whether it is alive, and cannot discard one; this class uses the underlying connection for that.
 */
final class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);

    /** A database that does not answer must not keep a place in the pool. */
    private static final long RESET_LIMIT_MILLIS = 5_000;

    private static final long END_LIMIT_MILLIS = 5_000;

    /** An answer that is there does not wait longer for the warnings about it. */
    private static final long WARNINGS_LIMIT_MILLIS = 100;

    private final GuardedPool owner;
    private final SqlConnection borrowed;
    private final PooledConnection pooled;
    private final SocketConnectionBase connection;
    private final boolean reused;
    private final SetUp setUp;

    /** What was sent before the statement, without waiting for its answers. */
    private Future<?> before = Future.succeededFuture();

    private boolean closed;

    Session(GuardedPool owner, SqlConnection borrowed) {
        this.owner = owner;
        this.borrowed = borrowed;
        this.pooled = (PooledConnection) ((SqlConnectionBase<?>) borrowed).unwrap();
        this.connection = (SocketConnectionBase) pooled.unwrap();
        this.reused = state() != null;
        this.setUp = new SetUp(borrowed, owner.settings(), this::require);
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
    boolean isReused() {
        return reused;
    }

    /** Sets up the session of a new connection; closes it if that takes longer than connecting may. */
    Future<Void> warm() {
        var unused = ready();
        long limit = owner.settings().config().connectTimeout().toMillis();
        return inTime(limit, answered(Future.succeededFuture()));
    }

    /** Closes the connection if an answer that nobody else waits for does not come in time. */
    private <T> Future<T> inTime(long limitMillis, Future<T> answer) {
        return inTime(limitMillis, this::close, answer);
    }

    private static <T> Future<T> inTime(long limitMillis, Runnable late, Future<T> answer) {
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
        StatementLimit needed = exact
                ? StatementLimit.exact(left.get())
                : StatementLimit.of(left.get(), owner.settings().longest());
        SessionState state = ready(request.statement().use(), needed);
        if (!isProxied() && !state.limit().suits(needed)) {
            state.set(needed);
            before = Future.all(before, setUp.limit(needed));
        }
        ResultReader reader = new ResultReader(request.rows(), memory, isProxied());
        guard().ifPresent(guard -> guard.readBy(reader));
        return answered(execute(request.statement(), state, needed))
                .compose(done -> warnings(left))
                .map(warnings -> reader.warned(warnings));
    }

    /**
     * Runs a write. Sessions of writes are reset whenever they are given back, never within a transaction.
     *
     * @param left how long warnings about it may be waited for
     */
    Future<Written> write(Write write, Supplier<Duration> left) {
        SessionState state = ready();
        guard().ifPresent(guard -> guard.watchedBy(write));
        return answered(execute(write.statement(), state, state.limit()))
                .compose(done -> warnings(left))
                .map(warnings -> write.answer().warned(warnings));
    }

    /**
     * The database's warnings about the statement that it just answered; none if it does not tell them at once, or no time is
     * left to ask. Never fails: the statement's answer is there.
     *
     * @param left how long the answer is still waited for
     */
    private Future<Set<String>> warnings(Supplier<Duration> left) {
        if (resultEnd().warnings() == 0 || left.get().toMillis() < 2 * WARNINGS_LIMIT_MILLIS) {
            return Future.succeededFuture(Set.of());
        }
        Promise<Set<String>> told = Promise.promise();
        Future<Set<String>> listed =
                borrowed.query(Warnings.LIST).execute().map(Warnings::in).otherwise(Set.of());
        var unused = inTime(WARNINGS_LIMIT_MILLIS, () -> withoutWarnings(told), listed)
                .onSuccess(told::tryComplete);
        before = Future.all(before, listed);
        return told.future();
    }

    /** What follows in a transaction waits behind the question; otherwise nothing does. */
    private void withoutWarnings(Promise<Set<String>> told) {
        if (!isInTransaction()) {
            close();
        }
        told.tryComplete(Set.of());
    }

    /** Prepares a statement, and does not run it. */
    Future<Prepared> prepare(String statement) {
        SessionState state = ready();
        DefinitionReader definitions = new DefinitionReader();
        guard().ifPresent(guard -> guard.definedBy(definitions));
        return answered(borrowed.prepare(StatementText.of(statement, null, state.mark()))
                .compose(PreparedStatement::close)
                .<Prepared>map(closed -> definitions.accepted())
                .recover(Session::refused));
    }

    private static Future<Prepared> refused(Throwable thrown) {
        return thrown instanceof MySQLException error && SqlFailures.isAnswer(thrown)
                ? Future.succeededFuture(new Prepared.Refused(error.getErrorCode(), String.valueOf(error.getMessage())))
                : Future.failedFuture(thrown);
    }

    /**
     * Runs the statement of a source. One that is sent as text waits for what was sent before it: the database would run it even
     * if it had refused that. What a prepared one prepares is not run before that is answered.
     */
    private Future<RowSet<Row>> execute(BoundStatement statement, SessionState state, StatementLimit limit) {
        if (isProxied()) {
            String text = statement.withValuesOn(state.mark());
            return before.compose(ready -> borrowed.query(isMariaDb() ? text : limit.hinted(text))
                    .execute()
                    .recover(SqlFailures::withoutExcerpt));
        }
        return borrowed.preparedQuery(statement.on(state.mark())).execute(Tuple.wrap(statement.values()));
    }

    /** Runs a statement of Gather's own. */
    Future<RowSet<Row>> run(String statement) {
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
    }

    /** Whether the database says that the query which it answered last was part of a transaction. */
    boolean isInTransaction() {
        return resultEnd().inTransaction();
    }

    private ResultEnd resultEnd() {
        return guard().map(CommandGuard::resultEnd).orElse(ResultEnd.NONE);
    }

    /** Drops the rows of the query that runs, which nobody waits for any more. */
    void dropRows() {
        guard().ifPresent(CommandGuard::dropRows);
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

    /** The mark in the text of this connection's statements; empty if the session has not been set up, so that none has run. */
    String mark() {
        SessionState state = state();
        return state == null || before.failed() ? "" : state.mark();
    }

    /**
     * Sets up a new session, or resets a used one if the statement would see what earlier statements left. What this sends is
     * not waited for: the statement follows at once, and is not done if the database refuses any of it.
     */
    private SessionState ready(SessionUse use, StatementLimit limit) {
        SessionState known = state();
        if (known == null) {
            before = setUp.all(limit);
            return SessionState.begin(channel(), limit).use();
        }
        if (use == SessionUse.READS && known.isUsed()) {
            before = setUp.again(limit);
            known.reset(limit);
        }
        return known.use();
    }

    private SessionState ready() {
        return ready(SessionUse.NONE, longest());
    }

    private StatementLimit longest() {
        return StatementLimit.longest(owner.settings().longest());
    }

    private void markReset(StatementLimit limit) {
        SessionState state = state();
        if (state != null) {
            state.reset(limit);
        }
    }

    /** Closes the connection if the database refuses one of the next commands, on the connection's own event loop as they are sent. */
    private void require(int commands, String ifRefused) {
        Failure failure = Failure.of(Code.QUERY, ifRefused);
        ((ContextInternal) connection.context())
                .emit(sending -> guard().ifPresent(guard -> guard.require(commands, failure)));
    }

    /**
     * The answer to a statement. When a connection breaks, the client fails only the first of the commands that were not answered
     * yet; so what was sent before is waited for, too.
     */
    private <T> Future<T> answered(Future<T> answer) {
        Future<T> all = before.succeeded() ? answer : Future.all(before, answer).map(done -> answer.result());
        return all.recover(this::explained);
    }

    /** If a guard has closed the connection, its reason is the failure. */
    private <T> Future<T> explained(Throwable thrown) {
        Failure known = WireGuard.failure(channel());
        return Future.failedFuture(known == null ? thrown : known);
    }

    /**
     * Gives the connection back to the pool, after a reset if the statement may have left something in the session; does nothing
     * after {@link #close()}.
     */
    void giveBack(SessionUse use) {
        if (closed) {
            return;
        }
        guard().ifPresent(CommandGuard::readByClient);
        if (use == SessionUse.NONE) {
            giveBack();
        } else {
            inTime(RESET_LIMIT_MILLIS, setUp.again(longest()))
                    .onSuccess(done -> {
                        markReset(longest());
                        giveBack();
                    })
                    .onFailure(thrown -> close());
        }
    }

    /** Gives the connection back to the pool; does no harm if it is closed. */
    void giveBack() {
        borrowed.close().onFailure(thrown -> LOG.debug("a connection was not given back", thrown));
    }

    /**
     * Closes the connection at once, whatever it is doing. The pool notices this and can replace it. It is not given back,
     * since the pool would hand it out again before it notices.
     */
    void close() {
        closed = true;
        connection.socket().close();
    }

    /** Whether a proxy may give each statement another connection to the database: none is prepared, and none has state. */
    private boolean isProxied() {
        return owner.settings().isProxied();
    }

    boolean isMariaDb() {
        return setUp.isMariaDb();
    }

    private @Nullable SessionState state() {
        return SessionState.of(channel());
    }

    /** None if the connection has just been closed: then what is sent fails. */
    private Optional<CommandGuard> guard() {
        return Optional.ofNullable(CommandGuard.of(channel()));
    }

    private Channel channel() {
        return connection.socket().channelHandlerContext().channel();
    }
}
