package dev.gather.schema;

import dev.gather.json.ExactNumbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A keyword about numbers, {@code minimum} and the like; a value of another type passes.
 *
 * @param demand what the number is compared for
 * @param operand what it is compared with
 */
record NumberKeyword(Demand demand, BigDecimal operand) implements Keyword {
    /** What a keyword demands of a number. */
    enum Demand {
        AT_LEAST("at least"),
        MORE_THAN("more than"),
        AT_MOST("at most"),
        LESS_THAN("less than"),
        MULTIPLE_OF("a multiple of");

        private final String words;

        Demand(String words) {
            this.words = words;
        }

        private boolean holds(Number number, BigDecimal operand) {
            return switch (this) {
                case AT_LEAST -> ExactNumbers.compare(number, operand) >= 0;
                case MORE_THAN -> ExactNumbers.compare(number, operand) > 0;
                case AT_MOST -> ExactNumbers.compare(number, operand) <= 0;
                case LESS_THAN -> ExactNumbers.compare(number, operand) < 0;
                case MULTIPLE_OF -> ExactNumbers.isMultiple(number, operand);
            };
        }
    }

    @Override
    public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
        return !(value instanceof Number number)
                || demand.holds(number, operand)
                || run.fail("it has to be " + demand.words + " " + operand);
    }
}
