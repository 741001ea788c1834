package dev.gather.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Exact numbers, whatever class holds them: integers, decimals or finite doubles. Nothing here writes out the zeros of
 * {@code 1e999999999}.
 */
public final class ExactNumbers {
    /** JSON's syntax of numbers, with leading zeros allowed. */
    private static final Pattern WRITTEN = Pattern.compile("-?[0-9]{1,1000}(\\.[0-9]{1,1000})?([eE][+-]?[0-9]{1,3})?");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private ExactNumbers() {}

    /**
     * Parses a number exactly; empty if the text is not a number or has more than 1,000 digits before or after the
     * point.
     */
    public static Optional<Number> parse(String text) {
        if (text.length() > 2_100 || !WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        if (WHOLE.matcher(text).matches()) {
            return Optional.of(of(Long.parseLong(text)));
        }
        BigDecimal exact = new BigDecimal(text);
        return Optional.of(INTEGER.matcher(text).matches() ? integer(exact.toBigInteger()) : exact);
    }

    /** An integer in the smallest class that holds it. */
    public static Number of(long value) {
        return value == (int) value ? (Number) (int) value : (Number) value;
    }

    private static Number integer(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }

    /** Whether a number has no fraction. */
    public static boolean isWhole(Number number) {
        if (number instanceof BigDecimal decimal) {
            boolean small = decimal.precision() < decimal.scale() && decimal.signum() != 0;
            return decimal.scale() <= 0
                    || (!small && decimal.stripTrailingZeros().scale() <= 0);
        }
        return !(number instanceof Double value) || (Math.rint(value) == value && !value.isInfinite());
    }

    /** Orders two numbers by value. */
    public static int compare(Number left, Number right) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (left instanceof Double one && right instanceof Double other) {
            // Adding 0 makes the negative zero the positive one.
            return Double.compare(one + 0.0, other + 0.0);
        }
        return exact(left).compareTo(exact(right));
    }

    /** Whether a number is a whole multiple of the divisor, which is not 0. */
    public static boolean isMultiple(Number number, BigDecimal divisor) {
        BigDecimal dividend = exact(number).stripTrailingZeros();
        if (dividend.signum() == 0) {
            return true;
        }
        BigDecimal unit = divisor.stripTrailingZeros();
        long shift = (long) unit.scale() - dividend.scale();
        if (shift < 0) {
            // A multiple has at most as many decimal places as its divisor.
            return false;
        }
        BigInteger modulus = unit.unscaledValue().abs();
        return dividend.unscaledValue()
                        .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(shift), modulus))
                        .mod(modulus)
                        .signum()
                == 0;
    }

    /** The number as a decimal with all its digits. */
    public static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isLong(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.toString());
    }

    /** Whether the class holds integers of at most 64 bits and nothing else. */
    public static boolean isLong(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }
}
