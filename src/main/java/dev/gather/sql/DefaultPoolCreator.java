package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the pool of the default datasource, of which Quarkus reads the configuration. */
@Singleton
class DefaultPoolCreator implements MySQLPoolCreator {
    private final GatherConfig gather;
    private volatile GuardedPool created;

    DefaultPoolCreator(GatherConfig gather) {
        this.gather = gather;
    }

    @Override
    public Pool create(Input input) {
        created = GuardedPool.create(
                input.vertx(),
                input.mySQLConnectOptionsList(),
                input.poolOptions(),
                gather.timeout(),
                gather.datasources().get(Datasources.DEFAULT));
        return created.pool();
    }

    /** The pool, once Quarkus has asked for it. */
    GuardedPool created() {
        return created;
    }
}
