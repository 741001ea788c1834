package dev.gather.rehearsal;

import dev.gather.web.WebRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case of a test file.
 *
 * @param name what it shows, in words
 * @param place where it stands: {@code file:line:column}
 * @param input the parameters of a direct call; empty if the case is a request
 * @param request the request, if it is one
 * @param script the answers of the sources
 * @param expected what has to come
 */
record TestCase(
        String name,
        String place,
        Map<String, @Nullable Object> input,
        Optional<WebRequest> request,
        Script script,
        Expectation expected) {
    /**
     * What has to come of a case.
     *
     * @param status the HTTP status, if it says
     * @param output the answer's document, if it says
     * @param problem members of the problem document, if it is a failure
     * @param degraded the sources that use their fallbacks, if it says
     * @param calls how many requests each of these sources sends
     * @param time how long it takes, to the millisecond, if it says
     * @param within how long it takes at most, if it says
     */
    record Expectation(
            Optional<Integer> status,
            Optional<Document> output,
            Optional<Map<String, @Nullable Object>> problem,
            Optional<Set<String>> degraded,
            Map<String, Integer> calls,
            Optional<Duration> time,
            Optional<Duration> within) {
        private static final Expectation NOTHING = new Expectation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());

        /** Whether it says nothing at all. */
        boolean isEmpty() {
            return equals(NOTHING);
        }
    }

    /** A JSON document, which may be null. */
    record Document(@Nullable Object value) {}
}
