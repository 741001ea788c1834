package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The resources that a request may have changed: its own, and those of the same origin that the answer names.
 *
 * @param request the request
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#name-invalidating-stored-respons">RFC 9111, Invalidating Stored
 *     Responses</a>
 */
record ChangedResources(HttpRequest request) {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final int LEAST_ERROR = 400;

    /** @param answer empty if none came, though the request may have been done */
    Set<String> by(Optional<Fetched.Response> answer) {
        boolean failed =
                answer.filter(response -> response.status() >= LEAST_ERROR).isPresent();
        if (failed || SAFE.contains(request.message().method())) {
            return Set.of();
        }
        CacheView view = new CacheView(request);
        Set<String> changed = new TreeSet<>(Set.of(view.resource()));
        answer.ifPresent(response -> Stream.of("location", "content-location")
                .flatMap(header -> Optional.ofNullable(response.headers().get(header)).stream())
                .flatMap(reference -> target(reference).stream())
                .map(view::resource)
                .forEach(changed::add));
        return changed;
    }

    /** Path and query of a reference; empty if it leads elsewhere, where nothing has changed. */
    private Optional<String> target(String reference) {
        Upstream upstream = request.upstream();
        String current = upstream.path(request.message());
        try {
            return Optional.of(upstream.origin()
                    .resolve(current, reference, ChangedResources::elsewhere)
                    .without(upstream::setsParameter));
        } catch (Failure elsewhere) {
            return Optional.empty();
        }
    }

    private static Failure elsewhere(String fault) {
        return Failure.of(Failure.Code.MALFORMED, "the location " + fault);
    }
}
