package dev.gather.postgresql;

import dev.gather.config.GatherConfig;
import dev.gather.sql.ConnectionAttempts;
import dev.gather.sql.Logins;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client of PostgreSQL, with guards in each connection and a time limit for each attempt to connect. */
final class GuardedPgDriver extends PgDriver {
    private final GatherConfig.Datasource config;
    private final Logins logins;
    private final ConnectionAttempts attempts;
    private final PgTypes types;
    private volatile @Nullable GuardedPgFactory created;

    GuardedPgDriver(GatherConfig.Datasource config, Logins logins, ConnectionAttempts attempts, PgTypes types) {
        this.config = config;
        this.logins = logins;
        this.attempts = attempts;
        this.types = types;
    }

    @Override
    public ConnectionFactory createConnectionFactory(
            Vertx vertx, Supplier<? extends Future<? extends SqlConnectOptions>> database) {
        GuardedPgFactory factory =
                new GuardedPgFactory((VertxInternal) vertx, database, config, logins, attempts, types);
        created = factory;
        return factory;
    }

    /**
     * What opens connections without a login, once there has been one.
     *
     * @throws IllegalStateException before the first connection
     */
    NetClient client() {
        GuardedPgFactory factory = created;
        if (factory == null) {
            throw new IllegalStateException("the pool has not been created");
        }
        return factory.cancelling();
    }
}
