package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.source.HeaderText;
import dev.gather.trace.CallSpan;
import dev.gather.trace.TraceContext;
import io.vertx.core.MultiMap;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers of every request to an upstream: defaults, headers passed on from the caller, and configured ones. */
final class UpstreamHeaders {
    /** Passed on to every upstream. */
    static final List<String> TRACE_HEADERS = List.of(TraceContext.TRACEPARENT, "tracestate", TraceContext.XRAY);

    private static final String TRACESTATE = TRACE_HEADERS.get(1);

    private final List<String> forwarded;

    /** The headers of a request whose caller sent none to pass on. */
    private final Map<String, String> always;

    UpstreamHeaders(GatherConfig.Upstream config) {
        Map<String, String> configured = config.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> HeaderRules.configuredName(header.getKey()),
                        Map.Entry::getValue,
                        (first, second) -> second));
        this.forwarded = Stream.concat(
                        TRACE_HEADERS.stream(), config.forwardHeaders().stream().flatMap(List::stream))
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                .filter(header -> !configured.containsKey(header))
                .toList();
        Map<String, String> all = new TreeMap<>();
        all.put("accept", "application/json, */*;q=0.5");
        all.put("accept-encoding", config.compression() ? "gzip" : "identity");
        all.put("user-agent", config.userAgent());
        all.putAll(configured);
        this.always = Collections.unmodifiableMap(all);
    }

    /** Replaces the caller's trace headers, where they are passed on, by those of a span; X-Ray's only if there is one. */
    void trace(CallSpan span, MultiMap sent) {
        span.headers().forEach((name, value) -> {
            if (forwarded.contains(name) && (name.equals(TraceContext.TRACEPARENT) || sent.contains(name))) {
                sent.set(name, value);
            }
        });
        if (span.dropsState() && forwarded.contains(TRACESTATE)) {
            sent.remove(TRACESTATE);
        }
    }

    /** The names of all headers that it may have, in lower case. */
    Set<String> names() {
        return Stream.concat(always.keySet().stream(), forwarded.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The caller's headers that are passed on, and the configured ones; by name in lower case.
     *
     * @param caller the headers of the caller's request; those with a value that is not a string are not passed on
     */
    Map<String, String> of(Map<?, ?> caller) {
        Map<String, String> headers = always;
        for (String header : forwarded) {
            if (caller.get(header) instanceof String value && HeaderText.isValue(value)) {
                if (headers == always) {
                    headers = new TreeMap<>(always);
                }
                headers.put(header, value);
            }
        }
        return headers;
    }
}
