package dev.gather.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that mean something. A mistyped property of a file keeps the application from starting, but a
 * mistyped variable is no property at all, and would have no effect without a word.
 */
public final class KnownVariables {
    private static final String PREFIX = "GATHER_";
    private static final String DATASOURCE = "GATHER_DATASOURCES_";

    /** What SmallRye Config takes for an element of a list. */
    private static final Pattern INDEX = Pattern.compile("_[0-9]+_$");

    /** All properties but those of upstreams, datasources and servers of Redis, without their prefix. */
    private static final Set<String> PROPERTIES = Set.of(
            "timeout",
            "reserve",
            "compositions",
            "own-compositions",
            "demo",
            "strict-expressions",
            "log-success",
            "metrics",
            "emf.namespace",
            "tracing",
            "otlp.url",
            "otlp.timeout",
            "command",
            "retry-budget",
            "memory-budget",
            "cache.max-size",
            "http.by-name",
            "http.base-path",
            "http.max-body",
            "http.cors.origins",
            "http.cors.headers",
            "http.cors.max-age",
            "mcp.enabled",
            "container.ready-with-datasources",
            "container.limit.enabled",
            "container.limit.initial",
            "container.limit.least",
            "container.limit.most",
            "container.limit.retry-after",
            "dev.database",
            "dev.event-port",
            "dev.allowed-hosts");

    private static final Set<String> OF_A_DATASOURCE = Set.of(
            "connect-timeout",
            "max-bytes",
            "max-rows",
            "time-zone",
            "sql-mode",
            "group-concat-max-len",
            "rds-proxy",
            "warm",
            "prepared-statements",
            "writes",
            "allow-public-key-retrieval",
            "server-rsa-public-key",
            "secret",
            "iam",
            "circuit-breaker.enabled",
            "circuit-breaker.requests",
            "circuit-breaker.failure-ratio",
            "circuit-breaker.delay");

    private static final String REDIS = "GATHER_REDIS_";

    private static final Set<String> OF_A_REDIS = Set.of(
            "url",
            "cluster",
            "username",
            "password",
            "secret",
            "timeout",
            "connect-timeout",
            "max-connections",
            "max-pipelined",
            "idle-timeout",
            "warm",
            "max-bytes",
            "trust-certificates",
            "client-certificate",
            "client-key",
            "circuit-breaker.enabled",
            "circuit-breaker.requests",
            "circuit-breaker.failure-ratio",
            "circuit-breaker.delay");

    /** The properties of what has a name, by the prefix of its variables. */
    private static final Map<String, Set<String>> NAMED = Map.of(DATASOURCE, OF_A_DATASOURCE, REDIS, OF_A_REDIS);

    private KnownVariables() {}

    /** All properties but those of upstreams, datasources and servers of Redis, without their prefix {@code gather}. */
    public static Set<String> general() {
        return PROPERTIES;
    }

    /** All properties of a datasource, without its prefix. */
    static Set<String> ofADatasource() {
        return OF_A_DATASOURCE;
    }

    /** All properties of a server of Redis, without its prefix. */
    static Set<String> ofARedis() {
        return OF_A_REDIS;
    }

    /** The variables that begin like Gather's, but set nothing; in order. */
    public static List<String> unknown(Collection<String> variables) {
        return variables.stream()
                .filter(variable -> variable.startsWith(PREFIX) && !isKnown(variable))
                .sorted()
                .toList();
    }

    private static boolean isKnown(String variable) {
        if (UpstreamNames.isVariable(variable)) {
            return UpstreamNames.setsProperty(variable);
        }
        String name = INDEX.matcher(variable).replaceFirst("");
        Optional<String> prefix =
                NAMED.keySet().stream().filter(name::startsWith).findFirst();
        if (prefix.isPresent()) {
            String start = prefix.get();
            return NAMED.get(start).stream()
                    .anyMatch(property -> name.length() > start.length() + property.length()
                            && name.endsWith("_" + UpstreamNames.spelled(property)));
        }
        return PROPERTIES.stream().anyMatch(property -> name.equals(PREFIX + UpstreamNames.spelled(property)));
    }

    /**
     * What an unknown variable could have been meant to be.
     *
     * @param upstreams the names of the upstreams
     */
    public static Set<String> instead(String variable, Collection<String> upstreams) {
        Stream<String> own = PROPERTIES.stream().map(property -> PREFIX + UpstreamNames.spelled(property));
        Stream<String> ofUpstreams = upstreams.stream().flatMap(UpstreamNames::variables);
        Stream<String> ofNamed =
                NAMED.entrySet().stream().flatMap(named -> instead(variable, named.getKey(), named.getValue()));
        return Stream.of(own, ofUpstreams, ofNamed).flatMap(names -> names).collect(Collectors.toSet());
    }

    private static Stream<String> instead(String variable, String prefix, Set<String> properties) {
        return Stream.of(variable)
                .filter(one -> one.startsWith(prefix))
                .map(one -> one.substring(prefix.length()).split("_", 2)[0])
                .flatMap(name ->
                        properties.stream().map(property -> prefix + name + "_" + UpstreamNames.spelled(property)));
    }
}
