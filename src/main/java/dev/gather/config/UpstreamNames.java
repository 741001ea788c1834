package dev.gather.config;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of upstreams and of their properties, as environment variables spell them: {@code GATHER_UPSTREAMS_MY_API_URL}.
 * Underscores that follow each other count as one, except in the name of a query parameter.
 *
 * @param properties the properties that other sources set, by their spelling in a variable
 * @param upstreams the upstreams that have a URL or are functions, by their spelling in a variable; each with the start of its properties
 */
public record UpstreamNames(Map<String, String> properties, Map<String, String> upstreams) {
    static final String PREFIX = "gather.upstreams.";

    private static final String VARIABLE = "GATHER_UPSTREAMS_";
    private static final Pattern UNDERSCORES = Pattern.compile("_+");
    private static final Pattern FIRST_UNDERSCORES = Pattern.compile("^_+");
    private static final Pattern OUTER_UNDERSCORE = Pattern.compile("^_|_$");
    private static final Pattern NO_WORD = Pattern.compile("[^A-Z0-9]+");
    private static final Pattern UPSTREAM = Pattern.compile("gather\\.upstreams\\.(\"[^\"]+\"|[^.\"]+)\\..+");
    /** One of them every upstream has. */
    private static final List<String> PLACES = List.of("_URL", "_FUNCTION");

    private static final String HEADERS = "HEADERS_";
    private static final String QUERY = "QUERY_";

    /** The properties of an upstream by their spelling in a variable. */
    private static final Map<String, String> PROPERTIES = Stream.of(
                    "url",
                    "function",
                    "host",
                    "user-agent",
                    "compression",
                    "client-certificate",
                    "client-key",
                    "proxy",
                    "http2",
                    "retries",
                    "hedge",
                    "cache",
                    "forward-headers",
                    "timeout",
                    "deadline-header",
                    "connect-timeout",
                    "trust-certificates",
                    "max-connections",
                    "idle-timeout",
                    "max-body",
                    "max-header",
                    "circuit-breaker.enabled",
                    "circuit-breaker.requests",
                    "circuit-breaker.failure-ratio",
                    "circuit-breaker.delay",
                    "auth.oauth2.token-url",
                    "auth.oauth2.client-id",
                    "auth.oauth2.client-secret",
                    "auth.oauth2.scope",
                    "auth.oauth2.audience",
                    "auth.oauth2.client-authentication",
                    "auth.oauth2.trust-certificates",
                    "auth.oauth2.proxy",
                    "auth.sigv4.service",
                    "auth.sigv4.region")
            .collect(Collectors.toUnmodifiableMap(UpstreamNames::spelled, property -> property));

    /** What a variable after its prefix may mean: a property of an upstream. */
    private record Split(String upstream, String property) {}

    /** Finds the upstreams among the names of all properties and variables. */
    static UpstreamNames among(Collection<String> names) {
        Map<String, String> properties = new HashMap<>();
        Map<String, String> upstreams = new HashMap<>();
        addWritten(names, properties, upstreams);
        for (String variable : names) {
            // There are hundreds of names, and the function is starting: the others are left alone.
            String rest = variable.startsWith(VARIABLE) ? single(rest(variable)) : "";
            PLACES.stream().filter(rest::endsWith).findFirst().ifPresent(place -> {
                String upstream = rest.substring(0, rest.length() - place.length());
                upstreams.putIfAbsent(upstream.toUpperCase(Locale.ROOT), PREFIX + quoted(upstream) + ".");
            });
        }
        return new UpstreamNames(properties, upstreams);
    }

    /** Adds what files write, and not what SmallRye Config makes of variables. */
    private static void addWritten(
            Collection<String> names, Map<String, String> properties, Map<String, String> upstreams) {
        Set<String> dotted = names.stream()
                .filter(name -> name.startsWith(VARIABLE))
                .map(StringUtil::toLowerCaseAndDotted)
                .collect(Collectors.toSet());
        for (String name : names) {
            if (!name.startsWith(PREFIX) || dotted.contains(name)) {
                continue;
            }
            Matcher upstream = UPSTREAM.matcher(name);
            if (upstream.matches()) {
                properties.put(spelled(name), name);
                upstreams.put(spelled(upstream.group(1)), PREFIX + upstream.group(1) + ".");
            }
        }
    }

    /** The property that a variable sets; empty if it is not a variable of an upstream. */
    Optional<String> property(String variable) {
        if (!variable.startsWith(VARIABLE)) {
            return Optional.empty();
        }
        List<Split> splits = splits(rest(variable));
        return splits.stream()
                .filter(split -> upstreams.containsKey(split.upstream().toUpperCase(Locale.ROOT)))
                .findFirst()
                .or(() -> splits.stream().findFirst())
                .map(this::property);
    }

    private String property(Split split) {
        String upstream = split.upstream().toUpperCase(Locale.ROOT);
        String start = upstreams.getOrDefault(upstream, PREFIX + quoted(upstream) + ".");
        String property = start + split.property();
        return properties.getOrDefault(spelled(property), property);
    }

    /** The properties of an upstream, without its headers and parameters, and without its prefix. */
    static Set<String> ofAnUpstream() {
        return Set.copyOf(PROPERTIES.values());
    }

    static boolean isVariable(String name) {
        return name.startsWith(VARIABLE);
    }

    /** Whether a variable sets a property of some upstream. */
    static boolean setsProperty(String variable) {
        return !splits(rest(variable)).isEmpty();
    }

    /** The variables for the properties of an upstream, without its headers and parameters. */
    static Stream<String> variables(String upstream) {
        return PROPERTIES.keySet().stream().map(property -> VARIABLE + spelled(upstream) + "_" + property);
    }

    /** What a variable may mean, the upstream with the shortest name first. */
    private static List<Split> splits(String rest) {
        return IntStream.range(1, rest.length())
                .filter(end -> rest.charAt(end) == '_' && rest.charAt(end - 1) != '_')
                .mapToObj(end -> new Split(single(rest.substring(0, end)), written(rest.substring(end))))
                .filter(split -> !split.property().isEmpty())
                .toList();
    }

    /** A property as files write it; empty if there is no such property. */
    private static String written(String variable) {
        String exact = FIRST_UNDERSCORES.matcher(variable).replaceAll("");
        String upper = exact.toUpperCase(Locale.ROOT);
        if (upper.startsWith(QUERY)) {
            String parameter = exact.substring(QUERY.length());
            String name = exact.equals(upper) ? parameter.toLowerCase(Locale.ROOT) : parameter;
            return name.isEmpty() ? "" : "query." + name;
        }
        String words = single(upper);
        if (words.startsWith(HEADERS)) {
            return "headers."
                    + words.substring(HEADERS.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return PROPERTIES.getOrDefault(words, "");
    }

    /** A variable without its prefix; empty for other names. */
    private static String rest(String variable) {
        return variable.startsWith(VARIABLE)
                ? FIRST_UNDERSCORES
                        .matcher(variable.substring(VARIABLE.length()))
                        .replaceAll("")
                : "";
    }

    /** A name with single underscores between its words, and none around them. */
    private static String single(String name) {
        return OUTER_UNDERSCORE
                .matcher(UNDERSCORES.matcher(name).replaceAll("_"))
                .replaceAll("");
    }

    /** A name as variables spell it. */
    static String spelled(String name) {
        String words = NO_WORD.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
        return OUTER_UNDERSCORE.matcher(words).replaceAll("");
    }

    /** An upstream's name of several words, which Gather finds whatever is between them, with dots. */
    private static String quoted(String upstream) {
        String name = upstream.toLowerCase(Locale.ROOT);
        return name.indexOf('_') < 0 ? name : '"' + name.replace('_', '.') + '"';
    }
}
