package dev.gather.evaluation;

import dev.gather.json.ExactNumbers;
import java.math.BigDecimal;

/**
 * A number within a longer text: its digits without a trailing {@code .0}, and without an exponent unless that makes
 * the text too long.
 */
final class NumberText {
    private static final int MOST_DIGITS = 1_000;

    private NumberText() {}

    /** @throws EvaluationException if the number is infinite or NaN */
    static String of(Number number) {
        if (ExactNumbers.isLong(number)) {
            return number.toString();
        }
        BigDecimal exact = Numbers.exact(number);
        boolean withPointZero = number instanceof Double || exact.scale() == 1;
        if (withPointZero && Numbers.isInteger(number)) {
            exact = exact.stripTrailingZeros();
        }
        long digits = Math.max(exact.scale(), (long) exact.precision() - exact.scale());
        return digits <= MOST_DIGITS ? exact.toPlainString() : exact.toString();
    }
}
