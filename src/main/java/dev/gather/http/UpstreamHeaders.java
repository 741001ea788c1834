package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.source.HeaderText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers of every request to an upstream: defaults, headers passed on from the caller, and configured ones. */
final class UpstreamHeaders {
    /** Passed on to every upstream. */
    private static final List<String> TRACE_HEADERS = List.of("traceparent", "tracestate", "x-amzn-trace-id");

    private static final Map<String, String> BY_DEFAULT =
            Map.of("accept", "application/json, */*;q=0.5", "accept-encoding", "gzip", "user-agent", "Gather");

    private final List<String> forwarded;
    private final Map<String, String> configured;

    UpstreamHeaders(GatherConfig.Upstream config) {
        this.forwarded = Stream.concat(
                        TRACE_HEADERS.stream(), config.forwardHeaders().stream().flatMap(List::stream))
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                // The caller may accept encodings that Gather cannot decode.
                .filter(header -> !header.equals("accept-encoding"))
                .toList();
        this.configured = config.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> HeaderRules.configuredName(header.getKey()),
                        Map.Entry::getValue,
                        (first, second) -> second));
    }

    /** The caller's headers that are passed on, and over them the configured ones; by name in lower case. */
    Map<String, String> of(Map<String, String> caller) {
        Map<String, String> headers = new TreeMap<>(BY_DEFAULT);
        for (String header : forwarded) {
            String value = caller.get(header);
            if (value != null && HeaderText.isValue(value)) {
                headers.put(header, value);
            }
        }
        headers.putAll(configured);
        return headers;
    }
}
