package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Creates the pool of the default datasource; Quarkus reads its configuration. */
@Singleton
class DefaultPoolCreator implements MySQLPoolCreator {
    private final GatherConfig gather;
    private final LoginSources logins;
    private volatile @Nullable Connections created;

    DefaultPoolCreator(GatherConfig gather, LoginSources logins) {
        this.gather = gather;
        this.logins = logins;
    }

    @Override
    public Pool create(Input input) {
        PoolSettings settings = new PoolSettings(
                Datasources.DEFAULT,
                input.mySQLConnectOptionsList(),
                input.poolOptions(),
                gather.timeout(),
                Datasources.settings(gather, Datasources.DEFAULT));
        Connections connections = MySqlPools.connections(
                input.vertx(), settings, logins.of(Datasources.DEFAULT, settings.config(), input.vertx()));
        created = connections;
        return connections.reading().pool();
    }

    /**
     * The pools.
     *
     * @throws IllegalStateException if Quarkus has not created it yet
     */
    Connections created() {
        Connections connections = created;
        if (connections == null) {
            throw new IllegalStateException("Quarkus has not created the default pool");
        }
        return connections;
    }

    /** Closes the pool for writes, which Quarkus does not know. */
    @PreDestroy
    void close() {
        if (created != null) {
            created.writes().ifPresent(writes -> writes.pool().close());
        }
    }
}
