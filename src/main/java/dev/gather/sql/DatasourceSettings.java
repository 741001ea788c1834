package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * What the configuration says of a datasource, of whichever kind its database is.
 *
 * @param properties Quarkus' own of the datasource
 * @param urls where the database is, without {@code vertx-reactive:}; its addresses are used in turn
 * @param longest the time limit of an execution
 * @param config what it says beyond Quarkus' own properties
 */
public record DatasourceSettings(
        DatasourceProperties properties, List<String> urls, Duration longest, GatherConfig.Datasource config) {
    private static final int DEFAULT_MAX_SIZE = 20;

    /** How a URL may start before the name of the database's kind. */
    static final String ANY_CLIENT = "^vertx-reactive:";

    /** Those of the datasource with that name. */
    static DatasourceSettings of(Config config, GatherConfig gather, String name) {
        DatasourceProperties properties = new DatasourceProperties(config, name);
        List<String> urls = properties.list("reactive.url", String.class).orElseThrow().stream()
                .map(url -> url.replaceFirst(ANY_CLIENT, ""))
                .toList();
        return new DatasourceSettings(properties, urls, gather.timeout(), Datasources.settings(gather, name));
    }

    /** The datasource's name. */
    public String name() {
        return properties.datasource();
    }

    /** The value of one of its properties. */
    public <T> Optional<T> read(String suffix, Class<T> type) {
        return properties.find(suffix, type);
    }

    /** The options of each of its pools. */
    public PoolOptions pool() {
        return new PoolOptions()
                .setMaxSize(read("reactive.max-size", Integer.class).orElse(DEFAULT_MAX_SIZE))
                .setIdleTimeout(millis(duration("reactive.idle-timeout")))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxLifetime(millis(duration("reactive.max-lifetime")))
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS);
    }

    /** By default the default datasource's; zero is none. */
    private Duration duration(String property) {
        return read(property, Duration.class)
                .or(() -> properties.config().getOptionalValue("quarkus.datasource." + property, Duration.class))
                .orElse(Duration.ZERO);
    }

    /** The certificates by which the database's is verified. */
    public Optional<PemTrustOptions> certificates() {
        return properties
                .list("reactive.trust-certificate-pem.certs", String.class)
                .map(DatasourceSettings::trust);
    }

    private static PemTrustOptions trust(List<String> paths) {
        PemTrustOptions options = new PemTrustOptions();
        paths.forEach(options::addCertPath);
        return options;
    }

    /** How host names are verified; empty for not at all. */
    public String hostnameVerification() {
        return read("reactive.hostname-verification-algorithm", String.class)
                .filter(algorithm -> !algorithm.equalsIgnoreCase("NONE"))
                .orElse("");
    }

    /** Milliseconds as the client counts them, 24 days at most. */
    public static int millis(Duration time) {
        return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    }
}
