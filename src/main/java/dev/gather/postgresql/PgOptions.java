package dev.gather.postgresql;

import dev.gather.config.GatherConfig;
import dev.gather.sql.DatasourceSettings;
import dev.gather.sql.Logins;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** How connections to PostgreSQL are opened, from the same properties that Quarkus reads. */
final class PgOptions {
    private static final String SSL_MODE = "reactive.postgresql.ssl-mode";

    /** A statement, the limit before it and a reset are sent at once, without waiting for answers in between. */
    private static final int PIPELINED = 16;

    /** What comes with the login: whatever else a session needs, a proxy might refuse there. */
    private static final Map<String, String> LOGIN = Map.of("application_name", "gather", "client_encoding", "utf8");

    private PgOptions() {}

    /**
     * Checks what would make every query fail.
     *
     * @throws IllegalArgumentException if the properties contradict each other
     */
    static void check(DatasourceSettings settings, Logins logins) {
        GatherConfig.Datasource config = settings.config();
        String name = "gather.datasources." + settings.name() + ".";
        if (config.rdsProxy()) {
            throw new IllegalArgumentException(
                    name + "rds-proxy is for MySQL alone: name the database itself in the URL");
        }
        if (config.sqlMode().isPresent() || config.groupConcatMaxLen().isPresent()) {
            throw new IllegalArgumentException(
                    name + "sql-mode and group-concat-max-len are for MySQL alone: remove them");
        }
        SslMode mode = sslMode(settings);
        String property = settings.properties().name(SSL_MODE);
        if (logins.areTokens() && mode != SslMode.VERIFY_FULL) {
            throw new IllegalArgumentException("the token of iam is sent as it is: set " + property + "=verify-full");
        }
        boolean verifies = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
        if (verifies && settings.certificates().isEmpty()) {
            throw new IllegalArgumentException(property + " verifies certificates, and there are none: set "
                    + settings.properties().name("reactive.trust-certificate-pem") + "=true and .certs");
        }
        if (verifies && settings.read("reactive.trust-all", Boolean.class).orElse(false)) {
            throw new IllegalArgumentException(property + " verifies certificates, and "
                    + settings.properties().name("reactive.trust-all") + " accepts any: remove one of them");
        }
    }

    /** The options of the connections to one address. */
    static PgConnectOptions of(DatasourceSettings settings, String url) {
        PgConnectOptions options = PgConnectOptions.fromUri(url);
        settings.read("username", String.class).ifPresent(options::setUser);
        settings.read("password", String.class).ifPresent(options::setPassword);
        options.setCachePreparedStatements(settings.read("reactive.cache-prepared-statements", Boolean.class)
                .orElse(true));
        options.setSslMode(sslMode(settings));
        settings.read("reactive.trust-all", Boolean.class).ifPresent(options::setTrustAll);
        settings.certificates().ifPresent(options::setTrustOptions);
        options.setHostnameVerificationAlgorithm(
                options.getSslMode() == SslMode.VERIFY_FULL ? "HTTPS" : settings.hostnameVerification());
        Predicate<String> shortEnough = options.getPreparedStatementCacheSqlFilter();
        options.setPreparedStatementCacheSqlFilter(sql -> shortEnough.test(sql) && !sql.endsWith(PgPools.ONCE));
        options.setPreparedStatementCacheMaxSize(settings.config().preparedStatements());
        options.setPipeliningLimit(PIPELINED);
        options.setProperties(LOGIN);
        return options;
    }

    private static SslMode sslMode(DatasourceSettings settings) {
        return settings.read(SSL_MODE, String.class)
                .map(mode -> SslMode.of(mode.toLowerCase(Locale.ROOT).replace('_', '-')))
                .orElse(SslMode.DISABLE);
    }
}
