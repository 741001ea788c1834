package dev.gather.sql;

import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import org.jboss.logging.Logger;

/**
 * A connection that the pool has lent. The pool looks neither at its age nor whether it is still alive, and can only take
 * it back; this class knows the connection beneath, so that it can be given up for good.
 */
final class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final AttributeKey<Identity> IDENTITY = AttributeKey.valueOf(Session.class, "identity");
    private static final Identity UNKNOWN = new Identity(0, "");

    private final SqlConnection lent;
    private final PooledConnection pooled;
    private final SocketConnectionBase connection;
    private final boolean reused;

    Session(SqlConnection lent) {
        this.lent = lent;
        this.pooled = (PooledConnection) ((SqlConnectionBase<?>) lent).unwrap();
        this.connection = (SocketConnectionBase) pooled.unwrap();
        this.reused = channel().hasAttr(IDENTITY);
    }

    /** Whether it has been idle for longer than it may be, or is known to have ended. */
    boolean isOld() {
        return pooled.idleEvictionTimestamp < System.currentTimeMillis() || !connection.isValid();
    }

    /** Whether it has been used before. */
    boolean isReused() {
        return reused;
    }

    /**
     * By what the database knows a connection.
     *
     * @param number its number on that server; 0 where the database does not say
     * @param server the server: behind one address there may be several
     */
    record Identity(long number, String server) {}

    /** By what the database knows it. */
    Identity identity() {
        Identity identity = channel().attr(IDENTITY).get();
        return identity == null ? UNKNOWN : identity;
    }

    /** Runs a query. */
    Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return identify().compose(ready -> lent.preparedQuery(sql).execute(parameters));
    }

    /** Ends another connection of the same user, and what it is doing. On another server that number is another's. */
    Future<RowSet<Row>> kill(Identity other) {
        return identify()
                .compose(ready -> identity().server().equals(other.server())
                        ? lent.query("KILL " + other.number()).execute()
                        : Future.failedFuture(SourceFailure.of(Code.QUERY, "it runs on another server")));
    }

    /** A new connection first asks by what the database knows it, so that it can be killed; it works without, too. */
    private Future<Void> identify() {
        if (reused) {
            return Future.succeededFuture();
        }
        return lent.query("SELECT CONNECTION_ID(), CONCAT(@@hostname, ':', @@port)")
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Identity(row.getLong(0), String.valueOf(row.getValue(1))))
                .recover(thrown -> SqlFailures.isDeadConnection(thrown)
                        ? Future.failedFuture(thrown)
                        : Future.succeededFuture(UNKNOWN))
                .onSuccess(identity -> channel().attr(IDENTITY).set(identity))
                .mapEmpty();
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

    private Channel channel() {
        return connection.socket().channelHandlerContext().channel();
    }
}
