package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.MemoryBudget;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mysqlclient.MySQLConnection;
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
import java.util.Set;
import java.util.UUID;
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

    private static final String NOT_RESET = "the database did not reset the session";

    /** An answer that is there does not wait longer for the warnings about it. */
    private static final long WARNINGS_LIMIT_MILLIS = 100;

    private static final AttributeKey<State> STATE = AttributeKey.valueOf(Session.class, "state");

    /** The state of a connection whose session has been set up. */
    private static final class State {
        /** Part of the text of all its statements, and of no other connection's. */
        private final String mark = UUID.randomUUID().toString();

        /** Whether a statement has run since it was set up or reset. */
        private boolean used;

        /** How long a statement may run, as it was set last. */
        private StatementLimit limit;

        State(StatementLimit limit) {
            this.limit = limit;
        }

        private State use() {
            used = true;
            return this;
        }
    }

    private final GuardedPool owner;
    private final SqlConnection borrowed;
    private final PooledConnection pooled;
    private final SocketConnectionBase connection;
    private final boolean reused;
    /** What was sent before the statement, without waiting for its answers. */
    private Future<?> before = Future.succeededFuture();

    private boolean closed;

    Session(GuardedPool owner, SqlConnection borrowed) {
        this.owner = owner;
        this.borrowed = borrowed;
        this.pooled = (PooledConnection) ((SqlConnectionBase<?>) borrowed).unwrap();
        this.connection = (SocketConnectionBase) pooled.unwrap();
        this.reused = channel().hasAttr(STATE);
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
        return inTime(owner.settings().config().connectTimeout().toMillis(), answered(Future.succeededFuture()));
    }

    /** Closes the connection if an answer that nobody else waits for does not come in time. */
    private <T> Future<T> inTime(long limitMillis, Future<T> answer) {
        Vertx vertx = ContextInternal.current().owner();
        long limit = vertx.setTimer(limitMillis, passed -> close());
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
        State state = ready(request.statement().use(), needed);
        if (!isProxied() && !state.limit.suits(needed)) {
            state.limit = needed;
            before = Future.all(before, limit(needed));
        }
        ResultReader reader = new ResultReader(request.rows(), memory, isProxied());
        CommandGuard.of(channel()).readBy(reader);
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
        State state = ready();
        CommandGuard.of(channel()).watchedBy(write);
        return answered(execute(write.statement(), state, state.limit))
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
        Vertx vertx = ContextInternal.current().owner();
        long limit = vertx.setTimer(WARNINGS_LIMIT_MILLIS, passed -> withoutWarnings(told));
        Future<Set<String>> listed = borrowed.query(Warnings.LIST)
                .execute()
                .map(Warnings::in)
                .otherwise(Set.of())
                .onComplete(done -> vertx.cancelTimer(limit))
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
        State state = ready();
        DefinitionReader definitions = new DefinitionReader();
        CommandGuard.of(channel()).definedBy(definitions);
        return answered(borrowed.prepare(StatementText.of(statement, null, state.mark))
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
    private Future<RowSet<Row>> execute(BoundStatement statement, State state, StatementLimit limit) {
        if (isProxied()) {
            String text = statement.withValuesOn(state.mark);
            return before.compose(ready -> borrowed.query(isMariaDb() ? text : limit.hinted(text))
                    .execute()
                    .recover(SqlFailures::withoutExcerpt));
        }
        return borrowed.preparedQuery(statement.on(state.mark)).execute(Tuple.wrap(statement.values()));
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
        CommandGuard guard = CommandGuard.of(channel());
        return guard == null ? ResultEnd.NONE : guard.resultEnd();
    }

    /** Drops the rows of the query that runs, which nobody waits for any more. */
    void dropRows() {
        CommandGuard guard = CommandGuard.of(channel());
        if (guard != null) {
            guard.dropRows();
        }
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
        State state = state();
        return state == null || before.failed() ? "" : state.mark;
    }

    /**
     * Sets up a new session, or resets a used one if the statement would see what earlier statements left. What this sends is
     * not waited for: the statement follows at once, and is not done if the database refuses any of it.
     */
    private State ready(SessionUse use, StatementLimit limit) {
        State known = state();
        if (known == null) {
            State created = new State(limit);
            channel().attr(STATE).set(created);
            before = setUp(limit);
            return created.use();
        }
        if (use == SessionUse.READS && known.used) {
            known.limit = limit;
            before = reset(limit);
        }
        return known.use();
    }

    private State ready() {
        return ready(SessionUse.NONE, longest());
    }

    private StatementLimit longest() {
        return StatementLimit.longest(owner.settings().longest());
    }

    /** Removes all that statements left, and the prepared statements, in one round trip. */
    private Future<?> reset(StatementLimit limit) {
        require(2, NOT_RESET);
        Future<Void> forgotten = ((MySQLConnection) borrowed).resetConnection();
        Future<RowSet<Row>> names = borrowed.query(owner.settings().names()).execute();
        Future<?> settings = setUp(limit);
        require(1, NOT_RESET);
        Future<RowSet<Row>> count =
                borrowed.query(SessionSettings.FOUND_NOTHING).execute();
        return Future.all(forgotten, names, settings, count);
    }

    private void markReset(StatementLimit limit) {
        State state = state();
        if (state != null) {
            state.used = false;
            state.limit = limit;
        }
    }

    private Future<?> setUp(StatementLimit limit) {
        List<Future<?>> sent = new ArrayList<>();
        for (SessionSettings.Required required : owner.settings().required(isMariaDb())) {
            require(1, required.ifRefused());
            sent.add(borrowed.query(required.statement()).execute());
        }
        if (!isProxied()) {
            sent.add(limit(limit));
        }
        return Future.all(sent);
    }

    /** Closes the connection if the database refuses one of the next commands, on the connection's own event loop as they are sent. */
    private void require(int commands, String ifRefused) {
        Failure failure = Failure.of(Code.QUERY, ifRefused);
        ((ContextInternal) connection.context())
                .emit(sending -> CommandGuard.of(channel()).require(commands, failure));
    }

    private Future<?> limit(StatementLimit limit) {
        return borrowed.query(owner.settings().limit(limit.in(isMariaDb()), isMariaDb()))
                .execute()
                .mapEmpty()
                .recover(this::withoutLimit);
    }

    /** Other databases with MySQL's protocol may not know the limit, so only a dead connection is a failure. */
    private Future<Object> withoutLimit(Throwable thrown) {
        return SqlFailures.isDeadConnection(thrown) ? Future.failedFuture(thrown) : Future.succeededFuture();
    }

    /**
     * The answer to a statement. When a connection breaks, the client fails only the first of the commands that were not answered
     * yet; so what was sent before is waited for, too.
     */
    private <T> Future<T> answered(Future<T> answer) {
        return Future.all(before, answer).map(done -> answer.result()).recover(this::explained);
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
        CommandGuard.of(channel()).readByClient();
        if (use == SessionUse.NONE) {
            giveBack();
        } else {
            inTime(RESET_LIMIT_MILLIS, reset(longest()))
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
        return borrowed.databaseMetadata().productName().equals("MariaDB");
    }

    private @Nullable State state() {
        return channel().attr(STATE).get();
    }

    private Channel channel() {
        return connection.socket().channelHandlerContext().channel();
    }
}
