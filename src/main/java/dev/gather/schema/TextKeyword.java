package dev.gather.schema;

import dev.gather.format.Format;
import dev.gather.regex.EcmaPattern;
import org.jspecify.annotations.Nullable;

/** Keywords about texts; a value of another type passes. */
sealed interface TextKeyword extends Keyword {
    /** {@code pattern}. */
    record Matching(EcmaPattern pattern) implements TextKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            if (!(value instanceof String text)) {
                return true;
            }
            return switch (pattern.find(text, run.limit()::step)) {
                case FOUND -> true;
                case NOT_FOUND -> run.fail("it does not match the pattern " + pattern);
                case UNDECIDED -> run.fail("it is too complex for the pattern " + pattern);
            };
        }
    }

    /** {@code format}. */
    record Formatted(Format format) implements TextKeyword {
        @Override
        public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
            return !(value instanceof String text)
                    || format.matches(text)
                    || run.fail("it has to be of format " + format);
        }
    }
}
