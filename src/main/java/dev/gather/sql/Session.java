package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.MemoryBudget;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A connection that the pool has lent, and the session on it. The pool looks neither at its age nor whether it is still
 * alive, and can only take it back; this class knows the connection beneath, so that it can be given up for good.
 */
final class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);

    /** A database that stalls now must not keep a place. */
    private static final long RESET_LIMIT_MILLIS = 5_000;

    private static final AttributeKey<State> STATE = AttributeKey.valueOf(Session.class, "state");

    /** What is known of a connection that has been set up. */
    private static final class State {
        /** In the text of each of its statements, and of no other connection's. */
        private final String mark = UUID.randomUUID().toString();

        /** Whether a statement has run since it was set up or reset. */
        private boolean used;
    }

    private final GuardedPool owner;
    private final SqlConnection lent;
    private final PooledConnection pooled;
    private final SocketConnectionBase connection;
    private final boolean reused;

    Session(GuardedPool owner, SqlConnection lent) {
        this.owner = owner;
        this.lent = lent;
        this.pooled = (PooledConnection) ((SqlConnectionBase<?>) lent).unwrap();
        this.connection = (SocketConnectionBase) pooled.unwrap();
        this.reused = channel().hasAttr(STATE);
    }

    /** Whether it has been idle for longer than it may be, or is known to have ended. */
    boolean isOld() {
        return pooled.idleEvictionTimestamp < System.currentTimeMillis() || !connection.isValid();
    }

    /** Whether it has been used before. */
    boolean isReused() {
        return reused;
    }

    /** Runs a query; its rows go to the reader as they arrive. */
    Future<ResultReader> query(SqlRequest request, MemoryBudget.Share memory) {
        return prepared(request.text().use())
                .compose(ready -> {
                    ResultReader reader = new ResultReader(request.rows(), memory);
                    CommandGuard.of(channel()).readBy(reader);
                    return lent.preparedQuery(request.text().on(state().mark))
                            .execute(Tuple.wrap(request.parameters()))
                            .map(reader);
                })
                .recover(this::explained);
    }

    /** Ends what the connection with that mark is doing, if the database shows it; false if it does not. */
    Future<Boolean> kill(String mark) {
        boolean mariaDb = isMariaDb();
        String columns = mariaDb ? "QUERY_ID" : "ID";
        String lookUp = "SELECT " + columns + " FROM information_schema.PROCESSLIST WHERE INFO LIKE '"
                + StatementText.pattern(mark) + "'";
        return prepared(SessionUse.NONE)
                .compose(ready -> lent.query(lookUp).execute())
                .compose(found -> found.size() == 0
                        ? Future.succeededFuture(false)
                        : kill(mariaDb, found).map(true));
    }

    /** MariaDB ends that very query; MySQL knows connections only, and their numbers are never used again. */
    private Future<Void> kill(boolean mariaDb, RowSet<Row> found) {
        long number = found.iterator().next().getLong(0);
        return lent.query((mariaDb ? "KILL QUERY ID " : "KILL ") + number)
                .execute()
                .mapEmpty();
    }

    /** The mark by which the database shows what this connection is doing; empty before it has been set up. */
    String mark() {
        return state() == null ? "" : state().mark;
    }

    /** A new connection is set up; what an earlier statement left there is removed for one that would see it. */
    private Future<Void> prepared(SessionUse use) {
        Future<Void> ready = Future.succeededFuture();
        if (state() == null) {
            ready = setUp().onSuccess(done -> channel().attr(STATE).set(new State()));
        } else if (use == SessionUse.READS && state().used) {
            ready = reset();
        }
        return ready.onSuccess(done -> state().used = true);
    }

    /** Makes it forget what statements left, in one flight, with its prepared statements. */
    private Future<Void> reset() {
        Future<Void> forgotten = ((MySQLConnection) lent).resetConnection();
        Future<RowSet<Row>> names = lent.query(owner.settings().names()).execute();
        Future<Void> settings = setUp();
        Future<RowSet<Row>> count = lent.query(SessionSettings.FOUND_NOTHING).execute();
        return Future.all(forgotten, names, settings, count).<Void>mapEmpty().onSuccess(done -> state().used = false);
    }

    private Future<Void> setUp() {
        Future<Object> readOnly =
                lent.query(SessionSettings.READ_ONLY).execute().mapEmpty().recover(this::notReadOnly);
        Future<Object> limited = lent.query(owner.settings().limit(isMariaDb()))
                .execute()
                .mapEmpty()
                .recover(this::withoutLimit);
        return Future.all(readOnly, limited).mapEmpty();
    }

    private Future<Object> notReadOnly(Throwable thrown) {
        return Future.failedFuture(
                thrown instanceof DatabaseException error && !SqlFailures.isDeadConnection(thrown)
                        ? Failure.of(Code.QUERY, "the database did not make the session read-only")
                                .withDetail("MySQL error " + error.getErrorCode())
                        : thrown);
    }

    /** Databases that speak MySQL's protocol without being it may not know the limit; the connection may have died, too. */
    private Future<Object> withoutLimit(Throwable thrown) {
        return SqlFailures.isDeadConnection(thrown) ? Future.failedFuture(thrown) : Future.succeededFuture();
    }

    private <T> Future<T> explained(Throwable thrown) {
        Failure known = WireGuard.failure(channel());
        return Future.failedFuture(known == null ? thrown : known);
    }

    /** Gives it back to the pool, once the database has forgotten what the statement may have left. */
    void giveBack(SessionUse use) {
        CommandGuard.of(channel()).readBy(null);
        if (use == SessionUse.NONE) {
            giveBack();
        } else {
            Vertx vertx = Vertx.currentContext().owner();
            long limit = vertx.setTimer(RESET_LIMIT_MILLIS, passed -> close());
            reset().onSuccess(done -> giveBack())
                    .onFailure(thrown -> close())
                    .onComplete(done -> vertx.cancelTimer(limit));
        }
    }

    /** Gives it back to the pool; harmless where it has ended. */
    void giveBack() {
        lent.close().onFailure(thrown -> LOG.debug("a connection was not given back", thrown));
    }

    /**
     * Ends it at once, whatever it is doing. The pool notices, and can have another in its place. It is not given back: the
     * pool would lend it again before it notices.
     */
    void close() {
        connection.socket().close();
    }

    private boolean isMariaDb() {
        return lent.databaseMetadata().productName().equals("MariaDB");
    }

    private State state() {
        return channel().attr(STATE).get();
    }

    private Channel channel() {
        return connection.socket().channelHandlerContext().channel();
    }
}
