package dev.gather.config;

import java.util.Collection;
import java.util.List;
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

    /** All properties but those of upstreams and datasources, without their prefix. */
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

    private KnownVariables() {}

    /** All properties but those of upstreams and datasources, without their prefix {@code gather}. */
    public static Set<String> general() {
        return PROPERTIES;
    }

    /** All properties of a datasource, without its prefix. */
    static Set<String> ofADatasource() {
        return OF_A_DATASOURCE;
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
        if (name.startsWith(DATASOURCE)) {
            return OF_A_DATASOURCE.stream()
                    .anyMatch(property -> name.length() > DATASOURCE.length() + property.length()
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
        Stream<String> ofDatasources = Stream.of(variable)
                .filter(one -> one.startsWith(DATASOURCE))
                .map(one -> one.substring(DATASOURCE.length()).split("_", 2)[0])
                .flatMap(name -> OF_A_DATASOURCE.stream()
                        .map(property -> DATASOURCE + name + "_" + UpstreamNames.spelled(property)));
        return Stream.of(own, ofUpstreams, ofDatasources)
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }
}
