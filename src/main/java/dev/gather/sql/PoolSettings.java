package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.mysqlclient.MySQLAuthenticationPlugin;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The settings of a datasource's pools.
 *
 * @param name the datasource's
 * @param databases the addresses to connect to, in turn; all other options are equal
 * @param options of each pool
 * @param longest the time limit of an execution
 * @param config what the configuration says beyond Quarkus' own properties
 */
record PoolSettings(
        String name,
        List<MySQLConnectOptions> databases,
        PoolOptions options,
        Duration longest,
        GatherConfig.Datasource config) {
    /** A reset, the settings after it and the statement are sent at once, without waiting for answers in between. */
    private static final int PIPELINED = 16;

    /** @throws IllegalArgumentException if no connection could be protected as they say */
    PoolSettings {
        checkNumbers(name, config);
        for (MySQLConnectOptions database : databases) {
            checkTls(name, database);
            complete(database, config);
        }
    }

    /** With some of them every query would fail, or a connection break. */
    private static void checkNumbers(String name, GatherConfig.Datasource config) {
        Map<String, Long> numbers = Map.of(
                "connect-timeout", config.connectTimeout().toMillis(),
                "max-bytes", config.maxBytes().asLongValue(),
                "max-rows", config.maxRows(),
                "group-concat-max-len", config.groupConcatMaxLen().orElse(1),
                "prepared-statements", (long) config.preparedStatements());
        numbers.forEach((property, number) -> {
            if (number < 1) {
                throw new IllegalArgumentException(
                        "gather.datasources." + name + "." + property + ": it has to be above 0");
            }
        });
    }

    /** The client would refuse it at the first query. */
    private static void checkTls(String name, MySQLConnectOptions database) {
        SslMode mode = database.getSslMode();
        String prefix = prefix(name);
        boolean verifies = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_IDENTITY;
        if (verifies && database.getTrustOptions() == null) {
            throw new IllegalArgumentException(
                    prefix + ".reactive.mysql.ssl-mode verifies certificates, and there are none: " + "set " + prefix
                            + ".reactive.trust-certificate-pem=true and .trust-certificate-pem.certs");
        }
        if (verifies && database.isTrustAll()) {
            throw new IllegalArgumentException(prefix + ".reactive.mysql.ssl-mode verifies certificates, and " + prefix
                    + ".reactive.trust-all accepts any: remove one of them");
        }
        String algorithm = database.getHostnameVerificationAlgorithm();
        if (mode == SslMode.VERIFY_IDENTITY && (algorithm == null || algorithm.isEmpty())) {
            throw new IllegalArgumentException(prefix + ".reactive.mysql.ssl-mode verifies host names: set " + prefix
                    + ".reactive.hostname-verification-algorithm=HTTPS");
        }
    }

    private static String prefix(String name) {
        return name.equals(Datasources.DEFAULT) ? "quarkus.datasource" : "quarkus.datasource." + name;
    }

    /**
     * Whoever receives a token can log in with it, so that it is sent to nobody but the database.
     *
     * @throws IllegalArgumentException if it could be
     */
    PoolSettings checkedFor(Logins logins) {
        boolean verified = databases.stream().allMatch(database -> database.getSslMode() == SslMode.VERIFY_IDENTITY);
        if (logins.areTokens() && !verified) {
            throw new IllegalArgumentException("the token of iam is sent as it is: set " + prefix(name)
                    + ".reactive.mysql.ssl-mode=verify-identity");
        }
        return this;
    }

    private static void complete(MySQLConnectOptions database, GatherConfig.Datasource config) {
        Predicate<String> shortEnough = database.getPreparedStatementCacheSqlFilter();
        database.setPreparedStatementCacheSqlFilter(sql -> shortEnough.test(sql) && StatementText.isKept(sql));
        database.setPreparedStatementCacheMaxSize(config.preparedStatements());
        database.setPipeliningLimit(Math.max(PIPELINED, database.getPipeliningLimit()));
        if (config.iam()) {
            database.setAuthenticationPlugin(MySQLAuthenticationPlugin.MYSQL_CLEAR_PASSWORD);
        }
        config.serverRsaPublicKey().map(ServerKey::read).ifPresent(database::setServerRsaPublicKeyValue);
    }

    /** The settings of each session. */
    SessionSettings sessions(boolean readOnly) {
        return SessionSettings.of(databases.get(0), longest, readOnly, config);
    }
}
