package dev.gather.sql;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/**
 * A connection pool of a database.
 *
 * @param pool the client's pool
 * @param attempts to connect that are under way
 * @param settings of each session
 */
record GuardedPool(Pool pool, ConnectionAttempts attempts, SessionSettings settings) {
    /** Creates a pool whose sessions are read-only. */
    static GuardedPool forReading(Vertx vertx, PoolSettings settings, Logins logins) {
        return create(vertx, settings, logins, true);
    }

    /** Creates a pool for writes. */
    static GuardedPool forWriting(Vertx vertx, PoolSettings settings, Logins logins) {
        return create(vertx, settings, logins, false);
    }

    private static GuardedPool create(Vertx vertx, PoolSettings settings, Logins logins, boolean readOnly) {
        ConnectionAttempts attempts = new ConnectionAttempts();
        Pool pool = new GuardedDriver(settings.config(), logins, attempts)
                .createPool(vertx, settings.databases(), new PoolOptions(settings.options()));
        return new GuardedPool(pool, attempts, settings.sessions(readOnly));
    }
}
