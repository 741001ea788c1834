package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLAuthenticationPlugin;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** MySQL and MariaDB. Creates the pools of a named datasource, from the same properties that Quarkus reads for the default datasource. */
@ApplicationScoped
class NamedPoolFactory implements DatabaseKind {
    private final Vertx vertx;
    private final Config config;
    private final GatherConfig gather;
    private final LoginSources logins;

    NamedPoolFactory(Vertx vertx, Config config, GatherConfig gather, LoginSources logins) {
        this.vertx = vertx;
        this.config = config;
        this.gather = gather;
        this.logins = logins;
    }

    @Override
    public List<String> names() {
        return List.of("mysql", "mariadb");
    }

    @Override
    public Dialect dialect(GatherConfig.Datasource settings) {
        return new MySqlDialect(SessionSettings.ansiQuotes(settings));
    }

    /** @throws IllegalArgumentException if no connection could be made as the configuration says */
    Connections create(String name) {
        DatasourceSettings settings = DatasourceSettings.of(config, gather, name);
        return connect(settings, logins.of(name, settings.config(), vertx));
    }

    @Override
    public Connections connect(DatasourceSettings settings, Logins used) {
        return MySqlPools.connections(vertx, poolSettings(settings), used);
    }

    private static PoolSettings poolSettings(DatasourceSettings settings) {
        return new PoolSettings(
                settings.name(),
                settings.urls().stream()
                        .map(url -> connectOptions(settings, url))
                        .toList(),
                settings.pool(),
                settings.longest(),
                settings.config());
    }

    private static MySQLConnectOptions connectOptions(DatasourceSettings settings, String url) {
        MySQLConnectOptions options = MySQLConnectOptions.fromUri(url);
        settings.read("username", String.class).ifPresent(options::setUser);
        settings.read("password", String.class).ifPresent(options::setPassword);
        options.setCachePreparedStatements(settings.read("reactive.cache-prepared-statements", Boolean.class)
                .orElse(true));
        settings.read("reactive.mysql.ssl-mode", String.class)
                .map(mode -> SslMode.of(mode.toLowerCase(Locale.ROOT).replace('-', '_')))
                .ifPresent(options::setSslMode);
        settings.read("reactive.trust-all", Boolean.class).ifPresent(options::setTrustAll);
        settings.certificates().ifPresent(options::setTrustOptions);
        settings.read("reactive.mysql.authentication-plugin", String.class)
                .map(plugin -> MySQLAuthenticationPlugin.valueOf(
                        plugin.toUpperCase(Locale.ROOT).replace('-', '_')))
                .ifPresent(options::setAuthenticationPlugin);
        options.setHostnameVerificationAlgorithm(settings.hostnameVerification());
        return options;
    }
}
