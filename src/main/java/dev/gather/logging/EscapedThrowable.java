package dev.gather.logging;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception for the log, with its own text and those of its causes escaped and the original's stack trace.
 */
final class EscapedThrowable extends Exception {
    private static final long serialVersionUID = 1L;

    /** The deepest cause that is copied; causes may be many or form a cycle. */
    static final int MAX_DEPTH = 20;

    private final String text;
    private final String type;

    private EscapedThrowable(Throwable original, @Nullable Throwable cause) {
        super(escaped(original.getMessage()), cause, true, true);
        this.text = ControlCharacters.escaped(original.toString());
        this.type = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    private static @Nullable String escaped(@Nullable String message) {
        return message == null ? null : ControlCharacters.escaped(message);
    }

    /** The exception itself, or an escaped copy if its text or that of a cause needs escaping. */
    static @Nullable Throwable escaped(Throwable thrown) {
        boolean plain = isPlain(thrown, 0, newSet());
        return plain ? thrown : copy(thrown, 0, newSet());
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isPlain(@Nullable Throwable thrown, int depth, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return true;
        }
        String written = String.valueOf(thrown);
        if (depth > MAX_DEPTH || !written.equals(ControlCharacters.escaped(written))) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!isPlain(suppressed, depth + 1, seen)) {
                return false;
            }
        }
        return isPlain(thrown.getCause(), depth + 1, seen);
    }

    private static @Nullable Throwable copy(@Nullable Throwable thrown, int depth, Set<Throwable> seen) {
        if (thrown == null || depth > MAX_DEPTH || !seen.add(thrown)) {
            return null;
        }
        EscapedThrowable copy = new EscapedThrowable(thrown, copy(thrown.getCause(), depth + 1, seen));
        for (Throwable suppressed : thrown.getSuppressed()) {
            Throwable inner = copy(suppressed, depth + 1, seen);
            if (inner != null) {
                copy.addSuppressed(inner);
            }
        }
        return copy;
    }

    /** The name of the original's class. */
    String type() {
        return type;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the text names the original's class
    public String toString() {
        return text;
    }
}
