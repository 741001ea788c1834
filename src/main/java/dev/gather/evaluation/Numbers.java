package dev.gather.evaluation;

import dev.gather.json.ExactNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * JSONata's numbers. Arithmetic is in doubles; a number that is only passed through, compared or chosen keeps all its
 * digits, as {@link ExactNumbers}.
 */
public final class Numbers {
    /** A number with more digits before or after its point is out of a double's range. */
    private static final int DOUBLE_DIGITS = 400;

    private static final int LONG_DIGITS = 19;

    private Numbers() {}

    /** The number as an operand of arithmetic; fails if it is out of a double's range. */
    public static double operand(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange();
        }
        return value;
    }

    /** Refuses a number that is out of a double's range. */
    public static void checkRange(Number number) {
        double unused = operand(number);
    }

    /** A result of arithmetic, as an integer if it is one. */
    public static Number of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange();
        }
        return value == Math.rint(value) && Math.abs(value) < 0x1p63 ? of((long) value) : (Number) value;
    }

    /** An integer in the smallest class that holds it. */
    public static Number of(long value) {
        return ExactNumbers.of(value);
    }

    /** The number in the smallest class that holds all its digits. */
    public static Number of(BigDecimal exact) {
        if (isLong(exact)) {
            return of(exact.longValueExact());
        }
        double value = exact.doubleValue();
        boolean same = !Double.isInfinite(value) && BigDecimal.valueOf(value).compareTo(exact) == 0;
        return same ? (Number) value : exact;
    }

    /** The number as a decimal with all its digits. */
    public static BigDecimal exact(Number number) {
        return ExactNumbers.exact(finite(number));
    }

    private static Number finite(Number number) {
        if (number instanceof Double) {
            checkRange(number);
        }
        return number;
    }

    static int signum(Number number) {
        return number instanceof BigDecimal decimal ? decimal.signum() : (int) Math.signum(number.doubleValue());
    }

    /** Orders two numbers by value. */
    public static int compare(Number left, Number right) {
        return ExactNumbers.compare(finite(left), finite(right));
    }

    /** Whether the number is an integer, such as 3, 3.0 or 3e5. */
    public static boolean isInteger(Number number) {
        if (number instanceof Double || number instanceof BigDecimal) {
            checkRange(number);
        }
        return ExactNumbers.isWhole(number);
    }

    /** The number without its fraction, as an index or a length; clamped to the range of {@code int}. */
    public static int truncated(Number number) {
        return (int) operand(number);
    }

    /** The number, rounded down. */
    public static int floor(Number number) {
        return (int) Math.floor(operand(number));
    }

    /** Rounds to a count of digits after the point; a number with fewer of them stays as it is. */
    public static Number rounded(Number number, int digits, RoundingMode mode) {
        BigDecimal exact = exact(number);
        if (exact.scale() <= digits) {
            return of(exact);
        }
        long exponent = (long) exact.precision() - exact.scale();
        if (exponent < -DOUBLE_DIGITS && digits <= DOUBLE_DIGITS) {
            exact = BigDecimal.valueOf(exact.signum(), DOUBLE_DIGITS * 2);
        }
        return exponent + digits < 0 && digits < -DOUBLE_DIGITS ? of(0) : of(exact.setScale(digits, mode));
    }

    /** A text that is the same for equal numbers and for no others. */
    static String key(Number number) {
        if (ExactNumbers.isLong(number)) {
            return Long.toString(number.longValue());
        }
        BigDecimal exact = exact(number);
        if (isLong(exact)) {
            return Long.toString(exact.longValueExact());
        }
        return exact.stripTrailingZeros().toString();
    }

    private static boolean isLong(BigDecimal exact) {
        long integerDigits = (long) exact.precision() - exact.scale();
        return integerDigits <= LONG_DIGITS
                && exact.scale() < DOUBLE_DIGITS * 3
                && ExactNumbers.isWhole(exact)
                && exact.toBigInteger().bitLength() < Long.SIZE;
    }

    private static EvaluationException outOfRange() {
        return EvaluationException.of("D1001", "a number is out of the range of arithmetic");
    }
}
