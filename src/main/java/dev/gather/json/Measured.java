package dev.gather.json;

import org.jspecify.annotations.Nullable;

/**
 * A value whose size is known without looking into it. It is made of objects, lists, finite numbers, texts, truth values and
 * nulls alone.
 */
public interface Measured {
    /** The number of values in it, itself included. */
    int valueCount();

    /** How many levels deeper than itself its innermost value is. */
    int depth();

    /** How many levels deeper than itself a value is known to be; 0 for one that has to be looked into. */
    static int depth(@Nullable Object value) {
        return value instanceof Measured measured ? measured.depth() : 0;
    }
}
