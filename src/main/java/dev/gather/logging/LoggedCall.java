package dev.gather.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What lines of the log say of the call that they belong to. It has no values of the caller.
 *
 * @param requestId by which the platform's logs name the invocation
 * @param traceId the trace of X-Ray, {@code 1-581cf771-a006649127e371903a2de979}
 * @param correlationId by which the logs of the service in front of the function name the request
 * @param coldStart whether it is the first invocation of its process; empty outside Lambda
 * @param door the front door, such as {@code http-api}
 * @param route the composition's route, if the call came by it
 */
public record LoggedCall(
        Optional<String> requestId,
        Optional<String> traceId,
        Optional<String> correlationId,
        Optional<Boolean> coldStart,
        Optional<String> door,
        Optional<String> route) {
    /** A call of which nothing is known. */
    public static final LoggedCall UNKNOWN = new LoggedCall(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String ROOT = "Root=";
    private static final int LONGEST_ID = 200;

    /**
     * An invocation of Lambda.
     *
     * @param trace the tracing header of X-Ray
     * @param coldStart whether it is the first of its process
     */
    public static LoggedCall ofInvocation(String requestId, Optional<String> trace, boolean coldStart) {
        return new LoggedCall(
                Optional.of(requestId),
                trace.flatMap(LoggedCall::root),
                Optional.empty(),
                Optional.of(coldStart),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, through a door. A correlation id that has other characters than such ids have is left out. */
    public LoggedCall through(String name, Optional<String> correlation) {
        return new LoggedCall(
                requestId, traceId, correlation.filter(LoggedCall::isId), coldStart, Optional.of(name), route);
    }

    /** The same, by a composition's route. */
    public LoggedCall by(String pattern) {
        return new LoggedCall(requestId, traceId, correlationId, coldStart, door, Optional.of(pattern));
    }

    /** The members by which a line of the log can be found, in the names of Lambda and Powertools. */
    public Map<String, Object> ids() {
        Map<String, Object> ids = new LinkedHashMap<>();
        requestId.ifPresent(id -> ids.put("requestId", id));
        traceId.ifPresent(id -> ids.put("xray_trace_id", id));
        correlationId.ifPresent(id -> ids.put("correlation_id", id));
        coldStart.ifPresent(cold -> ids.put("cold_start", cold));
        return ids;
    }

    private static Optional<String> root(String header) {
        int start = header.indexOf(ROOT);
        if (start < 0) {
            return Optional.empty();
        }
        int end = header.indexOf(';', start);
        return Optional.of(header.substring(start + ROOT.length(), end < 0 ? header.length() : end))
                .filter(LoggedCall::isId);
    }

    /** Whether a text is one of letters, digits and the punctuation of ids, so that it may stand in the log. */
    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars().allMatch(c -> isAlphanumeric(c) || "-_=;:.+/".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
