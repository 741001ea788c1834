package dev.gather.http;

import dev.gather.source.Cacheable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cache has to know of a request. Its key has all headers that are sent, and so whatever identifies the caller, but those
 * by which answers do not differ.
 *
 * @param request the request
 */
record CacheView(HttpRequest request) {
    /** They tell caches what to do. */
    private static final Set<String> FOR_CACHES = Set.of("cache-control", "pragma");

    Cacheable cacheable() {
        Set<String> unkeyed = new TreeSet<>(UpstreamHeaders.TRACE_HEADERS);
        unkeyed.addAll(FOR_CACHES);
        Map<String, String> keyed = new TreeMap<>(request.message().headers());
        keyed.keySet().removeAll(unkeyed);
        HttpMessage message = request.message();
        HttpMessage same = new HttpMessage(message.method(), message.target(), keyed, message.body(), message.whole());
        // It is added to the request when that is sent.
        request.upstream().deadlineHeader().ifPresent(header -> unkeyed.add(header.name()));
        String key = new HttpRequest(request.upstream(), same, request.answers(), request.repeatable(), request.rules())
                .key();
        return new Cacheable(key, Optional.of(resource()), message.headers(), Set.copyOf(unkeyed));
    }

    /** Upstream, path and query. */
    String resource() {
        return resource(request.upstream().path(request.message()));
    }

    /** @param target path and query, from the root */
    String resource(String target) {
        return request.upstream() + " " + target;
    }
}
