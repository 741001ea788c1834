package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * The connections to a database.
 *
 * @param pool lends them
 * @param attempts those to make one that are under way
 * @param settings what each session is set to
 */
record GuardedPool(Pool pool, ConnectionAttempts attempts, SessionSettings settings) {
    /** A reset and the settings after it are sent without waiting for answers. */
    private static final int PIPELINED = 8;

    private static final Duration AFTER_THE_DEADLINE = Duration.ofSeconds(1);

    /**
     * Makes a pool.
     *
     * @param databases where to connect, in turn; alike but for the address
     * @param longest how long an execution may take at most
     */
    static GuardedPool create(
            Vertx vertx,
            List<MySQLConnectOptions> databases,
            PoolOptions options,
            Duration longest,
            GatherConfig.Datasource config) {
        databases.forEach(database -> complete(database, config));
        ConnectionAttempts attempts = new ConnectionAttempts();
        return new GuardedPool(
                new GuardedDriver(config, attempts).createPool(vertx, databases, options),
                attempts,
                SessionSettings.of(databases.get(0), longest.plus(AFTER_THE_DEADLINE)));
    }

    private static void complete(MySQLConnectOptions database, GatherConfig.Datasource config) {
        Predicate<String> shortEnough = database.getPreparedStatementCacheSqlFilter();
        database.setPreparedStatementCacheSqlFilter(sql -> shortEnough.test(sql) && StatementText.isKept(sql));
        database.setPipeliningLimit(Math.max(PIPELINED, database.getPipeliningLimit()));
        config.serverRsaPublicKey().map(ServerKey::read).ifPresent(database::setServerRsaPublicKeyValue);
    }
}
