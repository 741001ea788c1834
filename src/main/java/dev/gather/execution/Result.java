package dev.gather.execution;

import dev.gather.failure.Failure;
import dev.gather.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
        private static final Set<String> CACHING = Set.of("cache-control", "expires", "etag", "last-modified");

        /** A copy that nobody caches. */
        Http uncacheable() {
            Map<String, String> kept = new LinkedHashMap<>(headers);
            kept.keySet().removeAll(CACHING);
            return new Http(status, kept, false);
        }
    }
}
