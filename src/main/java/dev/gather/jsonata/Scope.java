package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The variables in scope at one place of an evaluation: those of a block, a call or a tuple, and those of all scopes
 * around it.
 */
final class Scope {
    private static final String[] NO_NAMES = {};
    private static final @Nullable Object[] NO_VALUES = {};

    private final @Nullable Scope outer;
    private final Globals globals;
    private String[] names = NO_NAMES;
    private @Nullable Object[] values = NO_VALUES;
    private int size;

    Scope(Globals globals) {
        this.outer = null;
        this.globals = globals;
    }

    Scope(Scope outer) {
        this.outer = outer;
        this.globals = outer.globals;
    }

    Evaluation evaluation() {
        return globals.evaluation();
    }

    /** Binds a name in this scope; even null hides an outer value. */
    void bind(String name, @Nullable Object value) {
        int index = index(name);
        if (index < 0) {
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2 + 2);
                values = Arrays.copyOf(values, size * 2 + 2);
            }
            index = size++;
            names[index] = name;
        }
        values[index] = value;
    }

    @Nullable
    Object lookup(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            int index = scope.index(name);
            if (index >= 0) {
                return scope.values[index];
            }
        }
        return globals.lookup(name);
    }

    private int index(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
