package dev.gather.sql;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Optional;

/** Creates pools whose sessions are those of MySQL or MariaDB. */
final class MySqlPools {
    private MySqlPools() {}

    /** @param logins those of both pools */
    static Connections connections(Vertx vertx, PoolSettings settings, Logins logins) {
        GuardedPool reading = reading(vertx, settings.checkedFor(logins), logins);
        return new Connections(
                reading,
                settings.config().writes()
                        ? Optional.of(create(vertx, settings, logins, settings.sessions(false)))
                        : Optional.empty(),
                new Kills(reading));
    }

    /** A pool whose sessions are read-only. */
    static GuardedPool reading(Vertx vertx, PoolSettings settings, Logins logins) {
        return create(vertx, settings, logins, settings.sessions(true));
    }

    private static GuardedPool create(Vertx vertx, PoolSettings settings, Logins logins, SessionSettings sessions) {
        ConnectionAttempts attempts = new ConnectionAttempts();
        Pool pool = new GuardedDriver(settings.config(), logins, attempts)
                .createPool(vertx, settings.databases(), new PoolOptions(settings.options()));
        return new GuardedPool(pool, attempts, borrowed -> new MySqlSession(sessions, borrowed));
    }
}
