package dev.gather.http;

import dev.gather.failure.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the redirects of a request lead, within the upstream's origin.
 *
 * @param upstream the upstream
 * @param message what the request that was redirected says
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx">RFC 9110, Redirection</a>
 */
record Redirect(Upstream upstream, HttpMessage message) {
    /** The most that are followed one after the other. */
    static final int MOST = 5;

    private static final int SEE_OTHER = 303;
    static final Set<Integer> STATUSES = Set.of(301, 302, SEE_OTHER, 307, 308);

    /** After these, a POST becomes a GET, as everywhere on the web. */
    private static final Set<Integer> CHANGING = Set.of(301, 302, SEE_OTHER);

    /** The headers that are about a body, and so are left out with it. */
    private static final Set<String> OF_A_BODY =
            Set.of("content-type", "content-encoding", "content-language", RequestRules.IDEMPOTENCY_KEY);

    /** Whether an answer is a redirect that can be followed. */
    static boolean is(HttpAnswer answer) {
        return STATUSES.contains(answer.status()) && answer.headers().contains("location");
    }

    /**
     * What the next request says.
     *
     * @throws Failure if the redirect leads nowhere, or to another origin
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

    /** Path and query, from the root of the origin, without what the upstream repeats of the parameters that it always gets. */
    private String target(HttpAnswer answer) {
        return upstream.origin()
                .resolve(upstream.path(message), answer.headers().get("location"), fault -> refused(answer, fault))
                .without(upstream::setsParameter);
    }

    /** The failure after too many redirects. */
    static Failure endless() {
        return Failure.of(Failure.Code.STATUS, "the upstream answered more than " + MOST + " redirects in a row");
    }

    private static Failure refused(HttpAnswer answer, String fault) {
        return HttpFailures.status(answer, null)
                .saying("the upstream answered " + answer.status() + ", and its location " + fault);
    }
}
