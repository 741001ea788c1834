package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Creates the pool of the default datasource; Quarkus reads its configuration. */
@Singleton
class DefaultPoolCreator implements MySQLPoolCreator {
    private final GatherConfig gather;
    private volatile @Nullable GuardedPool created;

    DefaultPoolCreator(GatherConfig gather) {
        this.gather = gather;
    }

    @Override
    public Pool create(Input input) {
        GuardedPool pool = GuardedPool.create(
                input.vertx(),
                input.mySQLConnectOptionsList(),
                input.poolOptions(),
                gather.timeout(),
                Datasources.settings(gather, Datasources.DEFAULT));
        created = pool;
        return pool.pool();
    }

    /**
     * The pool.
     *
     * @throws IllegalStateException if Quarkus has not created it yet
     */
    GuardedPool created() {
        GuardedPool pool = created;
        if (pool == null) {
            throw new IllegalStateException("Quarkus has not created the default pool");
        }
        return pool;
    }
}
