package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.source.Backend;
import dev.gather.yaml.DidYouMean;
import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The configuration's datasources: Quarkus' default pool, and a pool for every other name under
 * {@code quarkus.datasource}. Quarkus itself needs the names at build time; here they may be added at run time, as
 * compositions may.
 */
@ApplicationScoped
class Datasources {
    private static final Pattern URL = Pattern.compile("quarkus\\.datasource\\.\"?([^.\"]+)\"?\\.reactive\\.url");

    static final String DEFAULT = "default";

    private final InjectableInstance<Pool> quarkusPool;
    private final DefaultPoolCreator creator;
    private final DatabaseKinds kinds;
    private final LoginSources logins;
    private final Vertx vertx;
    private final Config config;
    private final GatherConfig gather;
    private final Map<String, Datasource> named = new TreeMap<>();
    private Optional<Datasource> byDefault = Optional.empty();

    Datasources(
            InjectableInstance<Pool> quarkusPool,
            DefaultPoolCreator creator,
            DatabaseKinds kinds,
            LoginSources logins,
            Vertx vertx,
            Config config,
            GatherConfig gather) {
        this.quarkusPool = quarkusPool;
        this.creator = creator;
        this.kinds = kinds;
        this.logins = logins;
        this.vertx = vertx;
        this.config = config;
        this.gather = gather;
    }

    /** Properties of a datasource that does not exist would otherwise go unnoticed. */
    @PostConstruct
    void checkNames() {
        Set<String> known = names();
        known.add(DEFAULT);
        gather.datasources().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("gather.datasources." + name + ": unknown datasource, "
                            + DidYouMean.remedy(name, known, ""));
                });
    }

    /** The default datasource, if it has a URL. */
    Optional<Datasource> byDefault() {
        DatasourceProperties properties = new DatasourceProperties(config, DEFAULT);
        if (properties.list("reactive.url", String.class).isEmpty()) {
            return Optional.empty();
        }
        boolean provided = properties.find("credentials-provider", String.class).isPresent();
        if (provided || !kinds.isMySql(DEFAULT)) {
            return Optional.of(named.computeIfAbsent(DEFAULT, this::create));
        }
        if (!quarkusPool.getHandle().getBean().isActive()) {
            return Optional.empty();
        }
        // Quarkus creates the pool at the first call of any method.
        quarkusPool.get().getDelegate().size();
        byDefault = Optional.of(datasource(DEFAULT, kinds.of(DEFAULT), creator.created(), true));
        return byDefault;
    }

    /** The datasource with that name. Its pool is created when a composition first names it. */
    Optional<Datasource> named(String name) {
        return names().contains(name) ? Optional.of(named.computeIfAbsent(name, this::create)) : Optional.empty();
    }

    /** Those that compositions have named, or used as the default. */
    List<Datasource> used() {
        return Stream.concat(byDefault.stream(), named.values().stream()).toList();
    }

    /** Whether commands are run, for which a datasource without configuration has a stand-in. */
    boolean placeholders() {
        return gather.command();
    }

    /** Stands for a datasource without configuration, where a command asks nobody. */
    Optional<Datasource> placeholder(String name) {
        return placeholders()
                ? Optional.of(named.computeIfAbsent(name, absent -> unreachable(name)))
                : Optional.empty();
    }

    /** What the statements of a datasource are like, whether it can be reached or not. */
    Dialect dialect(String name) {
        return kinds.of(name).dialect(settings(gather, name));
    }

    /** The database of a datasource that this build lacks and another one may have. */
    Optional<String> absent(String name) {
        return kinds.absent(name);
    }

    private Datasource create(String name) {
        DatasourceSettings settings = DatasourceSettings.of(config, gather, name);
        DatabaseKind kind = kinds.of(name);
        return datasource(name, kind, kind.connect(settings, logins.of(name, settings.config(), vertx)), true);
    }

    /** Its connections would lead to a host that does not exist (RFC 6761). */
    private Datasource unreachable(String name) {
        DatabaseKind kind = kinds.of(name);
        String url = kind.names().get(0) + "://not-configured.invalid/none";
        DatasourceSettings settings = new DatasourceSettings(
                new DatasourceProperties(config, name), List.of(url), gather.timeout(), settings(gather, name));
        return datasource(name, kind, kind.connect(settings, Logins.CONFIGURED), false);
    }

    private Datasource datasource(String name, DatabaseKind kind, Connections connections, boolean configured) {
        GatherConfig.Datasource settings = settings(gather, name);
        return new Datasource(
                new Backend(Datasource.backend(name), settings.circuitBreaker()),
                kind.dialect(settings),
                connections,
                settings,
                configured);
    }

    /** What the configuration says about a datasource beyond Quarkus' own properties. */
    static GatherConfig.Datasource settings(GatherConfig gather, String name) {
        GatherConfig.Datasource settings = gather.datasources().get(name);
        if (settings == null) {
            throw new IllegalStateException("the configuration has no defaults for datasources");
        }
        return settings;
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .map(URL::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> names.add(matcher.group(1)));
        return names;
    }

    @PreDestroy
    void close() {
        named.values().forEach(datasource -> {
            datasource.connections().reading().pool().close();
            datasource.connections().writes().ifPresent(writes -> writes.pool().close());
        });
    }
}
