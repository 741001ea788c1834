package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.MemoryBudget;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    private static final AttributeKey<State> STATE = AttributeKey.valueOf(Session.class, "state");

    /** The state of a connection whose session has been set up. */
    private static final class State {
        /** Part of the text of all its statements, and of no other connection's. */
        private final String mark = UUID.randomUUID().toString();

        /** Whether a statement has run since it was set up or reset. */
        private boolean used;

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

    /** Sets up the session of a new connection. */
    Future<Void> warm() {
        return prepared(SessionUse.NONE).<Void>mapEmpty().recover(this::explained);
    }

    /** Runs a query, with a reader that gets the rows as they arrive. */
    Future<ResultReader> query(SqlRequest request, MemoryBudget.Share memory) {
        return prepared(request.statement().use())
                .compose(state -> {
                    ResultReader reader = new ResultReader(request.rows(), memory);
                    CommandGuard.of(channel()).readBy(reader);
                    return execute(request.statement(), state).map(reader);
                })
                .recover(this::explained);
    }

    /** Runs a write. Sessions of writes are reset whenever they are given back, never within a transaction. */
    Future<Written> write(Write write) {
        return prepared(SessionUse.NONE)
                .compose(state -> {
                    CommandGuard.of(channel()).watchedBy(write);
                    return execute(write.statement(), state).map(done -> write.answer());
                })
                .recover(this::explained);
    }

    /** Prepares a statement, and does not run it. */
    Future<Prepared> prepare(String statement) {
        return prepared(SessionUse.NONE)
                .compose(state -> {
                    DefinitionReader definitions = new DefinitionReader();
                    CommandGuard.of(channel()).definedBy(definitions);
                    return borrowed.prepare(StatementText.of(statement, null, state.mark))
                            .compose(PreparedStatement::close)
                            .<Prepared>map(closed -> definitions.accepted())
                            .recover(Session::refused);
                })
                .recover(this::explained);
    }

    private static Future<Prepared> refused(Throwable thrown) {
        return thrown instanceof MySQLException error && SqlFailures.isAnswer(thrown)
                ? Future.succeededFuture(new Prepared.Refused(error.getErrorCode(), String.valueOf(error.getMessage())))
                : Future.failedFuture(thrown);
    }

    private Future<RowSet<Row>> execute(BoundStatement statement, State state) {
        return borrowed.preparedQuery(statement.on(state.mark)).execute(Tuple.wrap(statement.values()));
    }

    /** Runs a statement of Gather's own. */
    Future<RowSet<Row>> run(String statement) {
        return prepared(SessionUse.NONE)
                .compose(state -> borrowed.query(statement).execute())
                .recover(this::explained);
    }

    /**
     * Runs the last statement of a transaction, and then gives the connection back. Closes it if the answer does not come in
     * time, or the connection breaks.
     */
    Future<RowSet<Row>> end(String last) {
        Vertx vertx = ContextInternal.current().owner();
        long limit = vertx.setTimer(END_LIMIT_MILLIS, passed -> close());
        return run(last).onComplete(answer -> {
            vertx.cancelTimer(limit);
            if (answer.succeeded() || SqlFailures.isAnswer(answer.cause())) {
                giveBack(SessionUse.LEAVES);
            } else {
                close();
            }
        });
    }

    /** The mark in the text of this connection's statements; empty before the session has been set up. */
    String mark() {
        State state = state();
        return state == null ? "" : state.mark;
    }

    /** Sets up a new session, or resets a used one if the statement would see what earlier statements left. */
    private Future<State> prepared(SessionUse use) {
        State known = state();
        if (known == null) {
            State created = new State().use();
            return setUp().onSuccess(done -> channel().attr(STATE).set(created)).map(created);
        }
        Future<Void> ready = use == SessionUse.READS && known.used ? reset() : Future.succeededFuture();
        return ready.map(done -> known.use());
    }

    /** Removes all that statements left, and the prepared statements, in one round trip. */
    private Future<Void> reset() {
        Future<Void> forgotten = ((MySQLConnection) borrowed).resetConnection();
        Future<RowSet<Row>> names = borrowed.query(owner.settings().names()).execute();
        Future<Void> settings = setUp();
        Future<RowSet<Row>> count =
                borrowed.query(SessionSettings.FOUND_NOTHING).execute();
        return Future.all(forgotten, names, settings, count).<Void>mapEmpty().onSuccess(done -> markReset());
    }

    private void markReset() {
        State state = state();
        if (state != null) {
            state.used = false;
        }
    }

    private Future<Void> setUp() {
        List<Future<?>> sent = new ArrayList<>();
        owner.settings().required().forEach(statement -> sent.add(required(statement)));
        sent.add(borrowed.query(owner.settings().limit(isMariaDb()))
                .execute()
                .mapEmpty()
                .recover(this::withoutLimit));
        return Future.all(sent).mapEmpty();
    }

    private Future<Object> required(String statement) {
        return borrowed.query(statement).execute().mapEmpty().recover(this::notSetUp);
    }

    private Future<Object> notSetUp(Throwable thrown) {
        String message = owner.settings().readOnly()
                ? "the database did not make the session read-only"
                : "the database did not prepare the session for writes";
        return Future.failedFuture(
                thrown instanceof DatabaseException error && !SqlFailures.isDeadConnection(thrown)
                        ? Failure.of(Code.QUERY, message).withDetail("MySQL error " + error.getErrorCode())
                        : thrown);
    }

    /** Other databases with MySQL's protocol may not know the limit, so only a dead connection is a failure. */
    private Future<Object> withoutLimit(Throwable thrown) {
        return SqlFailures.isDeadConnection(thrown) ? Future.failedFuture(thrown) : Future.succeededFuture();
    }

    /** If a guard has closed the connection, its reason is the failure. */
    private <T> Future<T> explained(Throwable thrown) {
        Failure known = WireGuard.failure(channel());
        return Future.failedFuture(known == null ? thrown : known);
    }

    /** Gives the connection back to the pool, after a reset if the statement may have left something in the session. */
    void giveBack(SessionUse use) {
        CommandGuard.of(channel()).readByClient();
        if (use == SessionUse.NONE) {
            giveBack();
        } else {
            Vertx vertx = ContextInternal.current().owner();
            long limit = vertx.setTimer(RESET_LIMIT_MILLIS, passed -> close());
            reset().onSuccess(done -> giveBack())
                    .onFailure(thrown -> close())
                    .onComplete(done -> vertx.cancelTimer(limit));
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
        connection.socket().close();
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
