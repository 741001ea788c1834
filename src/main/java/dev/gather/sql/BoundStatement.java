package dev.gather.sql;

import dev.gather.source.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement with the values of its expressions.
 *
 * @param sql with a placeholder for each value
 * @param types of the values; null if the prepared statement is used only once
 * @param use of its session
 * @param values in the order of their placeholders
 * @param text the statement with its values in it, for a session that prepares nothing
 */
public record BoundStatement(
        String sql, @Nullable String types, SessionUse use, List<@Nullable Object> values, Supplier<String> text) {
    /** Whether it stays prepared: not if a reset comes before it, which unprepares all others. */
    boolean isKept() {
        return types != null && use != SessionUse.READS;
    }

    /** The text that the connection with that mark prepares. */
    String on(String mark) {
        return StatementText.of(sql, isKept() ? types : null, mark);
    }

    /** The text with the values in it that the connection with that mark runs. */
    String withValuesOn(String mark) {
        return StatementText.of(text.get(), null, mark);
    }

    /** Tells it apart from others of its source. */
    String key() {
        List<@Nullable Object> parts = new ArrayList<>(values);
        parts.add(sql);
        parts.add(types);
        return Request.key(parts);
    }
}
