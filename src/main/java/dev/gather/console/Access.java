package dev.gather.console;

import dev.gather.dev.RequestGuard;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/**
 * Lets only the console's own page use it, since it runs compositions and writes files. GET does nothing but read, also for
 * pages of this machine on another port; POST is refused to these. Origins that CORS allows are foreign here.
 */
final class Access {
    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-content-type-options",
            "nosniff",
            "cross-origin-resource-policy",
            "same-origin",
            "referrer-policy",
            "no-referrer",
            "cache-control",
            "no-store");

    private final RequestGuard guard;

    /** @param allowedHosts further host names that are not foreign */
    Access(List<String> allowedHosts) {
        this.guard = new RequestGuard(allowedHosts, List.of());
    }

    /** Passes a request on if it may be answered, with the headers that its answer has; otherwise answers it with 403. */
    void check(RoutingContext context) {
        if (guard.refuses(context.request())) {
            return;
        }
        HEADERS.forEach(context.response()::putHeader);
        if (context.request().method().equals(HttpMethod.POST) && !isOwn(context.request())) {
            Answers.refuse(context, 403, "only the console's own page may ask for this, as application/json");
        } else {
            context.next();
        }
    }

    /** A form cannot send JSON, and a browser says from where a request comes; other programs do not. */
    private static boolean isOwn(HttpServerRequest request) {
        String site = request.getHeader("sec-fetch-site");
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return (site == null || site.equals("same-origin")) && "application/json".equals(type);
    }
}
