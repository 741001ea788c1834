package dev.gather.sql;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/**
 * A connection pool of a database.
 *
 * @param pool the client's pool
 * @param attempts to connect that are under way
 * @param opener makes sessions of its connections
 */
public record GuardedPool(Pool pool, ConnectionAttempts attempts, SessionOpener opener) {
    /** Makes a session of a connection that was borrowed. */
    public interface SessionOpener {
        Session open(SqlConnection borrowed);
    }
}
