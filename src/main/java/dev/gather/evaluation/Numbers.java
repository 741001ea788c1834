package dev.gather.evaluation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Numbers whatever class holds them. Arithmetic is JSONata's, in doubles; what is only passed through, compared or
 * chosen keeps its digits. Nothing here writes out the zeros of {@code 1e999999999}.
 */
public final class Numbers {
    /** Beyond so many digits before or after the point a number is no double's. */
    private static final int DOUBLE_DIGITS = 400;

    private static final int LONG_DIGITS = 19;

    private Numbers() {}

    /** The number as an operand of arithmetic. */
    public static double operand(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange();
        }
        return value;
    }

    /** Refuses a number that no double comes near to. */
    public static void checkRange(Number number) {
        double unused = operand(number);
    }

    /** The result of arithmetic: an integer where it is one. */
    public static Number of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange();
        }
        return value == Math.rint(value) && Math.abs(value) < 0x1p63 ? of((long) value) : (Number) value;
    }

    /** An integer in the smallest class that holds it. */
    public static Number of(long value) {
        return value == (int) value ? (Number) (int) value : (Number) value;
    }

    /** The number in its plainest class, with all digits. */
    public static Number of(BigDecimal exact) {
        if (isLong(exact)) {
            return of(exact.longValueExact());
        }
        double value = exact.doubleValue();
        boolean same = !Double.isInfinite(value) && BigDecimal.valueOf(value).compareTo(exact) == 0;
        return same ? (Number) value : exact;
    }

    /** The number with all digits that its text has. */
    public static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return number instanceof Double || number instanceof Float
                ? new BigDecimal(Double.toString(operand(number)))
                : BigDecimal.valueOf(number.longValue());
    }

    /** Whether a class holds it that has integers only and arithmetic without surprises. */
    static boolean isSmall(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }

    static int signum(Number number) {
        return number instanceof BigDecimal decimal ? decimal.signum() : (int) Math.signum(number.doubleValue());
    }

    /** The order of two numbers by value. */
    public static int compare(Number left, Number right) {
        if (isSmall(left) && isSmall(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (left instanceof Double && right instanceof Double) {
            return Double.compare(operand(left) + 0.0, operand(right) + 0.0);
        }
        return exact(left).compareTo(exact(right));
    }

    /** Whether it is an integer, such as 3, 3.0 or 3e5. */
    public static boolean isInteger(Number number) {
        if (isSmall(number) || number instanceof BigInteger) {
            return true;
        }
        double value = operand(number);
        return value == Math.rint(value)
                && (number instanceof Double || isLong(exact(number)) || isWhole(exact(number)));
    }

    /** The number without what is after its point, as an index or a length; the nearest that an int holds. */
    public static int truncated(Number number) {
        return (int) operand(number);
    }

    /** The number, rounded down. */
    public static int floor(Number number) {
        return (int) Math.floor(operand(number));
    }

    /** Rounded to so many digits after the point; a number with no more of them stays as it is. */
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

    /** A text in which equal numbers are equal and others are not. */
    static String key(Number number) {
        if (isSmall(number)) {
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
                && isWhole(exact)
                && exact.toBigInteger().bitLength() < Long.SIZE;
    }

    private static boolean isWhole(BigDecimal exact) {
        return exact.signum() == 0
                || exact.scale() <= 0
                || exact.stripTrailingZeros().scale() <= 0;
    }

    private static EvaluationException outOfRange() {
        return EvaluationException.of("D1001", "a number is out of the range of arithmetic");
    }
}
