package dev.gather.web;

import dev.gather.config.GatherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds the headers with which browsers let pages of the configured origins read answers; none if no origin is configured.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
@ApplicationScoped
class Cors {
    private static final String ANY = "*";
    private static final String EXPOSED = "etag, server-timing, gather-degraded";

    private final GatherConfig.Cors config;
    private final List<String> origins;

    Cors(GatherConfig config) {
        this.config = config.http().cors();
        this.origins = this.config.origins().orElse(List.of()).stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The answer with the headers that let an allowed page read it. */
    WebAnswer shared(WebRequest request, WebAnswer answer) {
        if (origins.isEmpty()) {
            return answer;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (allows(request)) {
            headers.put("access-control-allow-origin", origins.contains(ANY) ? ANY : origin(request));
            headers.put("access-control-expose-headers", EXPOSED);
        }
        WebAnswer shared = answer.with(headers);
        return origins.contains(ANY) ? shared : shared.varyingBy("origin");
    }

    /**
     * The headers of the answer to a browser's preflight request.
     *
     * @param also request headers that pages may send beside those of the configuration
     */
    Map<String, String> preflight(WebRequest request, String methods, List<String> also) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (allows(request) && request.headers().containsKey("access-control-request-method")) {
            headers.put("access-control-allow-methods", methods);
            headers.put(
                    "access-control-allow-headers",
                    Stream.concat(config.headers().stream(), also.stream())
                            .distinct()
                            .collect(Collectors.joining(", ")));
            headers.put("access-control-max-age", String.valueOf(config.maxAge().toSeconds()));
        }
        return headers;
    }

    /** Whether a request comes from a page of an allowed origin. */
    boolean allows(WebRequest request) {
        String origin = origin(request);
        return !origin.isEmpty() && (origins.contains(ANY) || origins.contains(origin.toLowerCase(Locale.ROOT)));
    }

    private static String origin(WebRequest request) {
        return request.headers().getOrDefault("origin", "");
    }
}
