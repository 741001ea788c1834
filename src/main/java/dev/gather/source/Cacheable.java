package dev.gather.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cache has to know of a request.
 *
 * @param key tells it apart from all requests of its source that may have another answer, whoever makes them: it has all that is
 *     sent of a caller
 * @param resource what it reads or writes, whatever else it says; empty if it has no name
 * @param headers what it says beside it, by name in lower case
 * @param unkeyed names of headers that are not in the key
 */
public record Cacheable(String key, Optional<String> resource, Map<String, String> headers, Set<String> unkeyed) {
    /** A request without a named resource and without headers. */
    public Cacheable(String key) {
        this(key, Optional.empty(), Map.of(), Set.of());
    }
}
