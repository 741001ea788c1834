package dev.gather.execution;

import dev.gather.failure.Failure;
import dev.gather.report.Report;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The result of an execution: an answer, or the failure that prevented it. */
public sealed interface Result {
    /** What the execution did. */
    Report report();

    /**
     * An answer.
     *
     * @param output the JSON document
     * @param http what an HTTP answer has beside it
     */
    record Answer(@Nullable Object output, Http http, Report report) implements Result {}

    /**
     * No answer, and why.
     *
     * @param headers the composition's headers for an HTTP answer that is a failure
     */
    record Failed(Failure failure, Map<String, String> headers, Report report) implements Result {}

    /**
     * What an HTTP answer has beside its document.
     *
     * @param status its status
     * @param headers the composition's headers, by name in lower case
     * @param cacheable whether it may be cached: it is complete, or its composition says so
     */
    record Http(int status, Map<String, String> headers, boolean cacheable) {
        private static final String CACHE_CONTROL = "cache-control";

        private static final Set<String> CACHING =
                Set.of(CACHE_CONTROL, "cdn-cache-control", "surrogate-control", "expires", "etag", "last-modified");

        /** What forbids caching. */
        private static final Set<String> FORBIDDING = Set.of("private", "no-store", "no-cache");

        /** A copy without what allows caching; what forbids it stays. */
        Http uncacheable() {
            Map<String, String> kept = new LinkedHashMap<>(headers);
            kept.keySet().removeAll(CACHING);
            String forbidden = Stream.of(headers.getOrDefault(CACHE_CONTROL, "").split(","))
                    .map(String::strip)
                    .filter(directive -> FORBIDDING.contains(directive.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", "));
            if (!forbidden.isEmpty()) {
                kept.put(CACHE_CONTROL, forbidden);
            }
            return new Http(status, kept, false);
        }
    }
}
