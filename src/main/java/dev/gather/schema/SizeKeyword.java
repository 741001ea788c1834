package dev.gather.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bound on a value's size: {@code maxLength}, {@code minItems} and the like. A value without such a size passes.
 *
 * @param of what is counted
 * @param upper whether the bound is the most or the least that is allowed
 * @param bound the count
 */
record SizeKeyword(Of of, boolean upper, int bound) implements Keyword {
    /** What is counted. */
    enum Of {
        CHARACTERS("character", "characters"),
        ELEMENTS("element", "elements"),
        MEMBERS("property", "properties");

        private final String one;
        private final String many;

        Of(String one, String many) {
            this.one = one;
            this.many = many;
        }
    }

    @Override
    public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
        int size = size(value);
        return size < 0 || (upper ? size <= bound : size >= bound) || run.fail(message());
    }

    /** The size; negative if the value has none. */
    private int size(@Nullable Object value) {
        if (of == Of.CHARACTERS && value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (of == Of.ELEMENTS && value instanceof List<?> list) {
            return list.size();
        }
        return of == Of.MEMBERS && value instanceof Map<?, ?> map ? map.size() : -1;
    }

    private String message() {
        return "it has to have " + (upper ? "at most " : "at least ") + bound + " " + (bound == 1 ? of.one : of.many);
    }
}
