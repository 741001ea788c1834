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
 * The connection pool of a database.
 *
 * @param pool the client's pool
 * @param attempts to connect that are under way
 * @param settings of each session
 */
record GuardedPool(Pool pool, ConnectionAttempts attempts, SessionSettings settings) {
    /** A reset and the settings after it are sent at once, without waiting for answers in between. */
    private static final int PIPELINED = 8;

    private static final Duration AFTER_THE_DEADLINE = Duration.ofSeconds(1);

    /**
     * Creates a pool.
     *
     * @param databases the addresses to connect to, in turn; all other options must be equal
     * @param longest the time limit of an execution
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
