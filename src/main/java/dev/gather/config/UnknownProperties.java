package dev.gather.config;

import dev.gather.yaml.DidYouMean;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What misspelt properties could have been meant to be. They keep the application from starting, by a message that does not say it. */
public final class UnknownProperties {
    private static final String PREFIX = "gather.";

    /** SmallRye Config's message. */
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (gather\\.\\S+) in ");

    /** A property of an upstream, a datasource or a server of Redis: its start, and its group. */
    private static final Pattern NAMED =
            Pattern.compile("(gather\\.(upstreams|datasources|redis)\\.(?:\"[^\"]+\"|[^.\"]+)\\.).+");

    private UnknownProperties() {}

    /**
     * A line for each misspelt property of a message that is like a known one.
     *
     * @param message why the configuration is not valid
     */
    public static List<String> hints(@Nullable String message) {
        return UNKNOWN.matcher(message == null ? "" : message)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .flatMap(property -> DidYouMean.nearest(property, known(property)).stream()
                        .map(near -> property + " is no property, did you mean " + near + "?"))
                .toList();
    }

    private static Set<String> known(String property) {
        Stream<String> general = KnownVariables.general().stream().map(PREFIX::concat);
        Stream<String> named = NAMED.matcher(property).results().flatMap(start -> ofGroup(start.group(2)).stream()
                .map(start.group(1)::concat));
        return Stream.concat(general, named).collect(Collectors.toSet());
    }

    private static Set<String> ofGroup(String group) {
        return switch (group) {
            case "upstreams" -> UpstreamNames.ofAnUpstream();
            case "redis" -> KnownVariables.ofARedis();
            default -> KnownVariables.ofADatasource();
        };
    }
}
