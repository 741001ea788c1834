package dev.gather.schema;

import dev.gather.json.Numbers;
import java.math.BigDecimal;

/** Keywords about numbers; whatever is no number keeps to them. */
sealed interface NumberKeyword extends Keyword {
    boolean holds(Number number);

    String message();

    @Override
    default boolean check(Object value, Marks marks, Validation run) {
        return !(value instanceof Number number) || holds(number) || run.fail(message());
    }

    /** {@code minimum}. */
    record Minimum(BigDecimal bound) implements NumberKeyword {
        @Override
        public boolean holds(Number number) {
            return Numbers.compare(number, bound) >= 0;
        }

        @Override
        public String message() {
            return "it has to be at least " + bound;
        }
    }

    /** {@code exclusiveMinimum}. */
    record ExclusiveMinimum(BigDecimal bound) implements NumberKeyword {
        @Override
        public boolean holds(Number number) {
            return Numbers.compare(number, bound) > 0;
        }

        @Override
        public String message() {
            return "it has to be more than " + bound;
        }
    }

    /** {@code maximum}. */
    record Maximum(BigDecimal bound) implements NumberKeyword {
        @Override
        public boolean holds(Number number) {
            return Numbers.compare(number, bound) <= 0;
        }

        @Override
        public String message() {
            return "it has to be at most " + bound;
        }
    }

    /** {@code exclusiveMaximum}. */
    record ExclusiveMaximum(BigDecimal bound) implements NumberKeyword {
        @Override
        public boolean holds(Number number) {
            return Numbers.compare(number, bound) < 0;
        }

        @Override
        public String message() {
            return "it has to be less than " + bound;
        }
    }

    /** {@code multipleOf}. */
    record MultipleOf(BigDecimal divisor) implements NumberKeyword {
        @Override
        public boolean holds(Number number) {
            return Numbers.isMultiple(number, divisor);
        }

        @Override
        public String message() {
            return "it has to be a multiple of " + divisor;
        }
    }
}
