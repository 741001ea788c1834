package dev.gather.sql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The combinations of types for which one statement stays prepared: the first ones that occur. Callers choose the types, and
 * must not be able to push all other statements out of a connection's cache.
 */
final class StatementKinds {
    private static final int MAX = 16;

    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    /** Whether the statement stays prepared for values of these types. */
    boolean keep(String kind) {
        return kept.contains(kind) || (kept.size() < MAX && kept.add(kind));
    }
}
