package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLAuthenticationPlugin;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/** Creates the pools of a named datasource, from the same properties that Quarkus reads for the default datasource. */
@ApplicationScoped
class NamedPoolFactory {
    private static final int DEFAULT_MAX_SIZE = 20;

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

    /** @throws IllegalArgumentException if no connection could be made as the configuration says */
    Connections create(String name) {
        PoolSettings settings = settings(
                name, properties(name).list("reactive.url", String.class).orElseThrow());
        return Connections.create(vertx, settings, logins.of(settings, vertx));
    }

    /** Connections to a host that does not exist (RFC 6761). */
    Connections placeholder(String name) {
        PoolSettings settings = settings(name, List.of("mysql://not-configured.invalid:3306/none"));
        return Connections.create(vertx, settings, Logins.CONFIGURED);
    }

    /** The pool counts up to 24 days. */
    private static int millis(Duration time) {
        return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    }

    private PoolSettings settings(String name, List<String> urls) {
        Duration idle = duration(name, "reactive.idle-timeout");
        Duration lifetime = duration(name, "reactive.max-lifetime");
        PoolOptions pool = new PoolOptions()
                .setMaxSize(read(name, "reactive.max-size", Integer.class).orElse(DEFAULT_MAX_SIZE))
                .setIdleTimeout(millis(idle))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxLifetime(millis(lifetime))
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS);
        return new PoolSettings(
                name,
                urls.stream().map(url -> connectOptions(name, url)).toList(),
                pool,
                gather.timeout(),
                Datasources.settings(gather, name));
    }

    /** By default the default datasource's; zero is none. */
    private Duration duration(String name, String property) {
        return read(name, property, Duration.class)
                .or(() -> config.getOptionalValue("quarkus.datasource." + property, Duration.class))
                .orElse(Duration.ZERO);
    }

    private MySQLConnectOptions connectOptions(String name, String url) {
        MySQLConnectOptions options = MySQLConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""));
        read(name, "username", String.class).ifPresent(options::setUser);
        read(name, "password", String.class).ifPresent(options::setPassword);
        options.setCachePreparedStatements(
                read(name, "reactive.cache-prepared-statements", Boolean.class).orElse(true));
        read(name, "reactive.mysql.ssl-mode", String.class)
                .map(mode -> SslMode.of(mode.toLowerCase(Locale.ROOT).replace('-', '_')))
                .ifPresent(options::setSslMode);
        read(name, "reactive.trust-all", Boolean.class).ifPresent(options::setTrustAll);
        certificates(name).ifPresent(options::setTrustOptions);
        read(name, "reactive.mysql.authentication-plugin", String.class)
                .map(plugin -> MySQLAuthenticationPlugin.valueOf(
                        plugin.toUpperCase(Locale.ROOT).replace('-', '_')))
                .ifPresent(options::setAuthenticationPlugin);
        options.setHostnameVerificationAlgorithm(read(name, "reactive.hostname-verification-algorithm", String.class)
                .filter(algorithm -> !algorithm.equalsIgnoreCase("NONE"))
                .orElse(""));
        return options;
    }

    private Optional<PemTrustOptions> certificates(String name) {
        return properties(name)
                .list("reactive.trust-certificate-pem.certs", String.class)
                .map(paths -> trust(paths));
    }

    private static PemTrustOptions trust(List<String> paths) {
        PemTrustOptions options = new PemTrustOptions();
        paths.forEach(options::addCertPath);
        return options;
    }

    private <T> Optional<T> read(String name, String suffix, Class<T> type) {
        return properties(name).find(suffix, type);
    }

    private DatasourceProperties properties(String name) {
        return new DatasourceProperties(config, name);
    }
}
