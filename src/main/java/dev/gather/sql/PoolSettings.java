package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * The settings of a datasource's pools.
 *
 * @param databases the addresses to connect to, in turn; all other options are equal
 * @param options of each pool
 * @param longest the time limit of an execution
 * @param config what the configuration says beyond Quarkus' own properties
 */
record PoolSettings(
        List<MySQLConnectOptions> databases, PoolOptions options, Duration longest, GatherConfig.Datasource config) {
    /** A reset and the settings after it are sent at once, without waiting for answers in between. */
    private static final int PIPELINED = 8;

    private static final Duration AFTER_THE_DEADLINE = Duration.ofSeconds(1);

    PoolSettings {
        for (MySQLConnectOptions database : databases) {
            complete(database, config);
        }
    }

    private static void complete(MySQLConnectOptions database, GatherConfig.Datasource config) {
        Predicate<String> shortEnough = database.getPreparedStatementCacheSqlFilter();
        database.setPreparedStatementCacheSqlFilter(sql -> shortEnough.test(sql) && StatementText.isKept(sql));
        database.setPipeliningLimit(Math.max(PIPELINED, database.getPipeliningLimit()));
        config.serverRsaPublicKey().map(ServerKey::read).ifPresent(database::setServerRsaPublicKeyValue);
    }

    /** The settings of each session. */
    SessionSettings sessions(boolean readOnly) {
        return SessionSettings.of(databases.get(0), longest.plus(AFTER_THE_DEADLINE), readOnly);
    }
}
