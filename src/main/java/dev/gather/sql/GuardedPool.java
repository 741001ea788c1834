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
 * @param kills of statements that nobody waits for any more
 */
record GuardedPool(Pool pool, ConnectionAttempts attempts, SessionSettings settings, Kills kills) {
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
        return new GuardedPool(pool, attempts, settings.sessions(readOnly), new Kills());
    }

    /**
     * Kills the statement of a closed connection to the same database, in the background.
     *
     * @param mark of that connection; empty if it has run no statement
     */
    void kill(String mark) {
        kills.add(this, mark);
    }
}
