package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mysqlclient.spi.MySQLDriver;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.function.Supplier;

/** The MySQL client, with a guard in each connection and a time limit for each attempt to connect. */
final class GuardedDriver extends MySQLDriver {
    private final GatherConfig.Datasource config;
    private final Logins logins;
    private final ConnectionAttempts attempts;

    GuardedDriver(GatherConfig.Datasource config, Logins logins, ConnectionAttempts attempts) {
        this.config = config;
        this.logins = logins;
        this.attempts = attempts;
    }

    @Override
    public ConnectionFactory createConnectionFactory(
            Vertx vertx, Supplier<? extends Future<? extends SqlConnectOptions>> database) {
        return new GuardedConnectionFactory((VertxInternal) vertx, database, config, logins, attempts);
    }
}
