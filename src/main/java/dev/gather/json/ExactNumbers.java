package dev.gather.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exact arithmetic on numbers of any class. Nothing here writes an exponent out, however large it is. */
public final class Numbers {
    /** As JSON writes numbers, but that zeros may stand before them. */
    private static final Pattern WRITTEN = Pattern.compile("-?[0-9]{1,1000}(\\.[0-9]{1,1000})?([eE][+-]?[0-9]{1,3})?");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private Numbers() {}

    /** The number that a text writes, exactly; empty where it is none, or one of more digits than anybody needs. */
    public static Optional<Number> parse(String text) {
        if (text.length() > 2_100 || !WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        if (WHOLE.matcher(text).matches()) {
            long whole = Long.parseLong(text);
            return Optional.of(whole == (int) whole ? (Number) (int) whole : (Number) whole);
        }
        BigDecimal exact = new BigDecimal(text);
        return Optional.of(INTEGER.matcher(text).matches() ? integer(exact.toBigInteger()) : exact);
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
        return !(number instanceof Double || number instanceof Float) || number.doubleValue() % 1 == 0;
    }

    /** The order of two numbers by value. */
    public static int compare(Number left, Number right) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return exact(left).compareTo(exact(right));
    }

    /** Whether a number is a whole multiple of another one, which is not 0. */
    public static boolean isMultiple(Number number, BigDecimal divisor) {
        BigDecimal dividend = exact(number).stripTrailingZeros();
        if (dividend.signum() == 0) {
            return true;
        }
        BigDecimal unit = divisor.stripTrailingZeros();
        long shift = (long) unit.scale() - dividend.scale();
        if (shift < 0) {
            // A multiple has at most as many decimal places as what it is a multiple of.
            return false;
        }
        BigInteger modulus = unit.unscaledValue().abs();
        return dividend.unscaledValue()
                        .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(shift), modulus))
                        .mod(modulus)
                        .signum()
                == 0;
    }

    /** The number with all its digits. */
    public static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isLong(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.toString());
    }

    private static boolean isLong(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }
}
