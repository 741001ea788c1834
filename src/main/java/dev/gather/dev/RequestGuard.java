package dev.gather.dev;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses requests that a foreign web page makes the user's browser send. They have the page's {@code Origin}, or, if the
 * page's host name resolves to 127.0.0.1 (DNS rebinding), the page's {@code Host}.
 */
public final class RequestGuard {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/@\\s]+)(?::[0-9]*)?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.*)");
    private static final String ANY_BELOW = "*.";

    private final Set<String> hosts = new HashSet<>(LOCAL);
    private final Set<String> origins;

    /**
     * @param allowedHosts further host names that are not foreign, without a port; {@code *.example.com} stands for all
     *     names below {@code example.com}
     * @param allowedOrigins further origins that are not foreign, each with its scheme and port
     */
    public RequestGuard(List<String> allowedHosts, List<String> allowedOrigins) {
        allowedHosts.forEach(host -> hosts.add(host.strip().toLowerCase(Locale.ROOT)));
        this.origins = Set.copyOf(allowedOrigins);
    }

    /** Answers a foreign request with 403 and the reason. Returns whether the request was foreign. */
    public boolean refuses(HttpServerRequest request) {
        Optional<String> fault = fault(request);
        fault.ifPresent(text -> request.response()
                .setStatusCode(403)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("x-content-type-options", "nosniff")
                .end(text + "\n"));
        return fault.isPresent();
    }

    private Optional<String> fault(HttpServerRequest request) {
        List<String> named = hosts(request);
        if (named.isEmpty() || !named.stream().allMatch(this::isOurs)) {
            return Optional.of("Dev mode only answers requests to this machine, and the Host of this one is foreign. "
                    + "If it is yours, add it to gather.dev.allowed-hosts.");
        }
        if (!request.headers().getAll(HttpHeaders.ORIGIN).stream().allMatch(this::isOurOrigin)) {
            return Optional.of(
                    "Dev mode only answers pages of this machine, and the Origin of this request is foreign. "
                            + "If it is yours, add its host to gather.dev.allowed-hosts.");
        }
        return Optional.empty();
    }

    private static List<String> hosts(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.HOST);
        // HTTP/2 has no such header.
        return headers.isEmpty() && request.authority() != null
                ? List.of(request.authority().toString())
                : headers;
    }

    private boolean isOurOrigin(String origin) {
        Matcher page = ORIGIN.matcher(origin);
        return origins.contains(origin) || (page.matches() && isOurs(page.group(1)));
    }

    private boolean isOurs(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        return hosts.contains(host)
                || hosts.stream()
                        .anyMatch(allowed -> allowed.startsWith(ANY_BELOW) && host.endsWith(allowed.substring(1)));
    }
}
