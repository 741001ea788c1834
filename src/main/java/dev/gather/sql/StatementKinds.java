package dev.gather.sql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The combinations of types with which one statement stays prepared: the first ones that come. Callers choose types, and
 * must not drive all other statements out of a connection's cache.
 */
final class StatementKinds {
    private static final int MAX = 16;

    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    /** Whether the statement stays prepared for values of these types. */
    boolean keep(String kind) {
        return kept.contains(kind) || (kept.size() < MAX && kept.add(kind));
    }
}
