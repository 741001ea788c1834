package dev.gather.sql;

import io.quarkus.arc.InjectableInstance;
import io.vertx.mutiny.mysqlclient.MySQLPool;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The datasources: Quarkus' default pool, and a pool for every other name under {@code quarkus.datasource}. Quarkus
 * itself has to know the names when it builds; here they may come with the configuration, as compositions do.
 */
@ApplicationScoped
class Pools {
    private static final Pattern URL = Pattern.compile("quarkus\\.datasource\\.\"?([^.\"]+)\"?\\.reactive\\.url");

    private final InjectableInstance<MySQLPool> quarkusPool;
    private final NamedPoolFactory factory;
    private final Config config;
    private final Map<String, Pool> named = new TreeMap<>();

    Pools(InjectableInstance<MySQLPool> quarkusPool, NamedPoolFactory factory, Config config) {
        this.quarkusPool = quarkusPool;
        this.factory = factory;
        this.config = config;
    }

    /** Quarkus' default pool, where it has a URL. */
    Optional<Pool> byDefault() {
        boolean active = quarkusPool.getHandle().getBean().isActive();
        return active ? Optional.of(quarkusPool.get()) : Optional.empty();
    }

    /** The pool of that name; it is made when a composition first names it. */
    Optional<Pool> named(String name) {
        return names().contains(name) ? Optional.of(named.computeIfAbsent(name, factory::create)) : Optional.empty();
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
        named.values().forEach(Pool::closeAndForget);
    }
}
