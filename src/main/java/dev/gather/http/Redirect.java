package dev.gather.http;

import dev.gather.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the redirects of a request lead: only to the same origin, that is with the same scheme, host and port, so that no
 * header and no credential gets anywhere else.
 *
 * @param base the upstream's base URL
 * @param message what the request that was redirected says
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx">RFC 9110, Redirection</a>
 */
record Redirect(URI base, HttpMessage message) {
    /** The most that are followed one after the other. */
    static final int MOST = 5;

    private static final int SEE_OTHER = 303;
    static final Set<Integer> STATUSES = Set.of(301, 302, SEE_OTHER, 307, 308);

    /** After these, a POST becomes a GET, as everywhere on the web. */
    private static final Set<Integer> CHANGING = Set.of(301, 302, SEE_OTHER);

    /** The headers that are about a body, and so are left out with it. */
    private static final Set<String> OF_A_BODY =
            Set.of("content-type", "content-encoding", "content-language", RequestRules.IDEMPOTENCY_KEY);

    /** What {@link URI#resolve} leaves of a path that climbs above the root. */
    private static final Pattern ABOVE_ROOT = Pattern.compile("^(?:/\\.\\.)+(?=/|$)");

    /** Whether an answer is a redirect that can be followed. */
    static boolean is(HttpAnswer answer) {
        return STATUSES.contains(answer.status()) && answer.headers().contains("location");
    }

    /**
     * What the next request says.
     *
     * @throws Failure if the redirect leads to another origin
     */
    HttpMessage to(HttpAnswer answer) {
        String target = target(answer);
        boolean see = answer.status() == SEE_OTHER && !message.method().equals("HEAD");
        boolean post = CHANGING.contains(answer.status()) && message.method().equals("POST");
        if (!see && !post) {
            return new HttpMessage(message.method(), target, message.headers(), message.body(), true);
        }
        Map<String, String> headers = new TreeMap<>(message.headers());
        headers.keySet().removeAll(OF_A_BODY);
        return new HttpMessage("GET", target, headers, Optional.empty(), true);
    }

    /** Path and query, from the root of the origin. */
    private String target(HttpAnswer answer) {
        URI location;
        try {
            location =
                    current().resolve(new URI(answer.headers().get("location").strip()));
        } catch (URISyntaxException e) {
            throw failure(answer, "its location is not a URL");
        }
        if (UpstreamUrl.fault(origin(location)).isPresent()
                || !UpstreamUrl.of(origin(location)).isSameOrigin(UpstreamUrl.of(base))) {
            throw failure(answer, "a redirect to another origin, which is not followed");
        }
        URI ascii = URI.create(location.toASCIIString());
        String below = ABOVE_ROOT.matcher(ascii.getRawPath()).replaceFirst("");
        String path = below.isEmpty() ? "/" : below;
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private URI current() {
        String path = message.whole() ? "" : UpstreamUrl.of(base).path();
        return base.resolve(path + message.target());
    }

    /** A URL without its query and fragment, but with its user, which no upstream has. */
    private static URI origin(URI location) {
        return location.getRawAuthority() == null
                ? URI.create("")
                : URI.create(location.getScheme() + "://" + location.getRawAuthority());
    }

    /** The failure after too many redirects. */
    static Failure endless() {
        return Failure.of(Failure.Code.STATUS, "the upstream answered more than " + MOST + " redirects in a row");
    }

    private static Failure failure(HttpAnswer answer, String fault) {
        return HttpFailures.status(answer, null).saying("the upstream answered " + answer.status() + ": " + fault);
    }
}
