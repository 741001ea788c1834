package dev.gather.trace;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that an execution belongs to.
 *
 * @param traceId 32 digits, hexadecimal
 * @param parentId the caller's span, 16 digits; empty if the trace begins here
 * @param sampled whether its spans are wanted
 * @param w3c whether it was read from {@code traceparent}, so that the {@code tracestate} beside it still goes with it
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">X-Ray's header</a>
 */
public record TraceContext(String traceId, Optional<String> parentId, boolean sampled, boolean w3c) {
    /** The header of W3C. */
    public static final String TRACEPARENT = "traceparent";

    /** The header of X-Ray. */
    public static final String XRAY = "x-amzn-trace-id";

    private static final Pattern W3C = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:(?<!^00.{53})-.*)?");
    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)");
    private static final Pattern PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})(?:;|$)");
    private static final Pattern NOT_SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=0(?:;|$)");

    /**
     * The trace in the headers of a request: that of {@code traceparent} before that of X-Ray, for whoever sent it is nearer;
     * else a new one.
     *
     * @param headers by name in lower case; those of an invocation have the platform's own header of X-Ray
     */
    public static TraceContext of(Map<?, ?> headers) {
        return header(headers, TRACEPARENT)
                .flatMap(TraceContext::ofW3c)
                .or(() -> header(headers, XRAY).flatMap(TraceContext::ofXray))
                .orElseGet(() -> new TraceContext(randomId() + randomId(), Optional.empty(), true, false));
    }

    private static Optional<String> header(Map<?, ?> headers, String name) {
        return headers.get(name) instanceof String value ? Optional.of(value.strip()) : Optional.empty();
    }

    private static Optional<TraceContext> ofW3c(String value) {
        Matcher parts = W3C.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(parts.group(3), 16) & 1) == 1;
        return Optional.of(new TraceContext(parts.group(1), Optional.of(parts.group(2)), sampled, true));
    }

    private static Optional<TraceContext> ofXray(String value) {
        Matcher root = ROOT.matcher(value);
        if (!root.find()) {
            return Optional.empty();
        }
        Matcher parent = PARENT.matcher(value);
        return Optional.of(new TraceContext(
                root.group(1) + root.group(2),
                parent.find() ? Optional.of(parent.group(1)) : Optional.empty(),
                !NOT_SAMPLED.matcher(value).find(),
                false));
    }

    /** A new id of a span. */
    static String randomId() {
        // Never zero, which is no id.
        long bits = ThreadLocalRandom.current().nextLong() | 1;
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** The header {@code traceparent} of a call. */
    String traceparent(String spanId) {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }

    /** The header of X-Ray of a call. */
    String xray(String spanId) {
        return "Root=1-" + traceId.substring(0, 8) + '-' + traceId.substring(8) + ";Parent=" + spanId + ";Sampled="
                + (sampled ? '1' : '0');
    }
}
