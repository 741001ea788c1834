package dev.gather.sql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The forms of one statement that stay prepared: the first ones that occur. Callers choose types, the lengths of lists and what
 * {@code $oneOf} chooses, and must not be able to push all other statements out of a connection's cache.
 */
public final class StatementKinds {
    private static final int MAX = 16;

    private final Map<Form, Kept> kept = new ConcurrentHashMap<>();

    private record Form(List<String> pieces, String kinds) {}

    /**
     * A form that stays prepared.
     *
     * @param sql its text; null if it is too long to be kept
     * @param types of its values
     */
    record Kept(@Nullable String sql, String types) {}

    /**
     * A form; null if it does not stay prepared.
     *
     * @param pieces the text between its expressions
     * @param kinds of the values: their types and placeholders, and the lengths of lists
     * @param made makes it when it occurs first
     */
    @Nullable
    Kept keep(List<String> pieces, String kinds, Supplier<Kept> made) {
        Form form = new Form(pieces, kinds);
        Kept known = kept.get(form);
        return known != null || kept.size() >= MAX ? known : kept.computeIfAbsent(form, first -> made.get());
    }
}
