package dev.gather.redis;

import dev.gather.aws.SecretLogin;
import dev.gather.aws.SecretsExtension;
import dev.gather.config.GatherConfig;
import dev.gather.source.Backend;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/** The servers of the configuration, by name. None is connected to before a command is sent to it. */
@ApplicationScoped
class RedisServers {
    /** The name of the server of sources that name none. */
    static final String DEFAULT = "default";

    /** The client writes replies into it that nobody waits for, and causes of failures with their connection strings. */
    private final Logger clientsLog = Logger.getLogger("io.vertx.redis");

    private final Vertx vertx;
    private final Config properties;
    private final GatherConfig config;
    private final Map<String, RedisServer> servers = new TreeMap<>();

    RedisServers(Vertx vertx, Config properties, GatherConfig config) {
        this.vertx = vertx;
        this.properties = properties;
        this.config = config;
        clientsLog.setLevel(Level.OFF);
    }

    /** The server with a name. Where a command asks nobody, one that cannot be reached stands for one without configuration. */
    Optional<RedisServer> find(String name) {
        return Optional.ofNullable(servers.get(name))
                .or(() -> configured(name).or(this::placeholder).map(found -> create(name, found)));
    }

    private Optional<GatherConfig.Redis> configured(String name) {
        return Optional.ofNullable(config.redis().get(name));
    }

    private Optional<GatherConfig.Redis> placeholder() {
        return placeholders() ? Optional.of(unreachable()) : Optional.empty();
    }

    private RedisServer create(String name, GatherConfig.Redis found) {
        return servers.computeIfAbsent(
                name,
                absent -> new RedisServer(
                        new Backend(RedisServer.backend(name), found.circuitBreaker()),
                        found,
                        new EventLoopLines(new Connector(vertx, found), logins(found))));
    }

    private Logins logins(GatherConfig.Redis found) {
        return found.secret()
                .<Logins>map(secret -> new SecretLogins(
                        new SecretLogin(
                                new SecretsExtension(
                                        vertx,
                                        variable -> properties.getOptionalValue(variable, String.class),
                                        found.connectTimeout()),
                                secret),
                        found.username()))
                .orElseGet(() -> new ConfiguredLogins(Login.of(found)));
    }

    /** Those that compositions have named, or used as the default. */
    List<RedisServer> used() {
        return List.copyOf(servers.values());
    }

    /** The first fault of a server's configuration, if there is one. */
    Optional<String> fault(String name) {
        return configured(name).flatMap(ServerCheck::fault);
    }

    /** Whether no configuration says where a server is. */
    boolean isUnknown(String name) {
        return configured(name).isEmpty();
    }

    /** Whether commands for authors are run, for which a server without configuration has a stand-in. */
    boolean placeholders() {
        return config.command();
    }

    Set<String> names() {
        return config.redis().keySet();
    }

    /** That of a host which does not exist (RFC 6761). */
    private static GatherConfig.Redis unreachable() {
        return defaults("redis://not-configured.invalid");
    }

    /** A server at a port of this machine that nothing is known of. */
    static RedisServer loopback(Vertx vertx, int port) {
        GatherConfig.Redis config = defaults("redis://127.0.0.1:" + port);
        Logins logins = new ConfiguredLogins(Login.of(config));
        return new RedisServer(
                new Backend(RedisServer.backend("loopback"), config.circuitBreaker()),
                config,
                new EventLoopLines(new Connector(vertx, config), logins));
    }

    /** The default configuration of a server. */
    private static GatherConfig.Redis defaults(String url) {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.redis." + DEFAULT + ".url", url)
                .build()
                .getConfigMapping(GatherConfig.class);
        return Objects.requireNonNull(config.redis().get(DEFAULT));
    }

    @PreDestroy
    void close() {
        servers.values().forEach(server -> server.lines().close());
    }
}
