package dev.gather.sql;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The forms of one statement that stay prepared: the first ones that occur. Callers choose types, the lengths of lists and what
 * {@code $oneOf} chooses, and must not be able to push all other statements out of a connection's cache.
 */
public final class StatementKinds {
    private static final int MAX = 16;

    private final Set<Form> kept = ConcurrentHashMap.newKeySet();

    private record Form(List<String> pieces, String types) {}

    /**
     * Whether a form stays prepared.
     *
     * @param pieces the text between its expressions
     * @param types of the values, and the lengths of lists
     */
    boolean keep(List<String> pieces, String types) {
        Form form = new Form(pieces, types);
        return kept.contains(form) || (kept.size() < MAX && kept.add(form));
    }
}
