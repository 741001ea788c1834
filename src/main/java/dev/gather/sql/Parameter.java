package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.UnicodeText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A value in the form in which it is bound.
 *
 * @param placeholder its text in the statement
 * @param value of a class that the client sends without loss
 * @param type one letter for the type that the client sends
 */
public record Parameter(String placeholder, @Nullable Object value, String type) {
    private static final int MAX_DIGITS = 65;
    private static final int MAX_SCALE = 30;
    private static final double MAX_EXACT = 0x1p53;
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /**
     * The bound form of a scalar: whole numbers as integers, other exact numbers as decimals with all their digits, and
     * the results of an expression's arithmetic as doubles.
     *
     * @throws Failure if MySQL has no such number
     */
    static Parameter of(@Nullable Object value) {
        if (value == null) {
            return new Parameter("?", null, "n");
        }
        if (value instanceof Boolean truth) {
            return whole(truth ? 1 : 0);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return new Parameter("?", UnicodeText.checked(value.toString()), "s");
    }

    /** The placeholder with the value in it, for a statement that is sent as text. Of a text it has nothing but hexadecimal digits. */
    String literal() {
        return placeholder.replace("?", literal(value));
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Double number) {
            String digits = number.toString();
            return digits.contains("E") ? digits : digits + "E0";
        }
        return value instanceof Long number
                ? number.toString()
                : "_utf8mb4 X'" + HexFormat.of().formatHex(value.toString().getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** Whether the other one has the same type and placeholder. */
    boolean isLike(Parameter other) {
        return type.equals(other.type) && placeholder.equals(other.placeholder);
    }

    private static Parameter number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return floating(number.doubleValue());
        }
        if (number instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        return number instanceof BigInteger integer ? decimal(new BigDecimal(integer)) : whole(number.longValue());
    }

    private static Parameter floating(double value) {
        if (!Double.isFinite(value)) {
            throw Failure.of(Code.UNSAFE_VALUE, "a number is infinite or not a number");
        }
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < MAX_EXACT;
        return isWhole ? whole((long) value) : new Parameter("?", value, "f");
    }

    private static Parameter whole(long value) {
        return new Parameter("?", value, "i");
    }

    /** The client sends decimals as texts, which MySQL would compare as doubles without the cast. */
    private static Parameter decimal(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        long beforePoint = (long) shortest.precision() - shortest.scale();
        if (beforePoint > MAX_DIGITS || shortest.scale() > MAX_SCALE || beforePoint + MAX_SCALE < 0) {
            throw tooLong();
        }
        if (shortest.scale() <= 0 && shortest.compareTo(MIN_LONG) >= 0 && shortest.compareTo(MAX_LONG) <= 0) {
            return whole(shortest.longValue());
        }
        int scale = Math.max(0, shortest.scale());
        int kept = Math.max(scale, Math.min(value.scale(), MAX_SCALE));
        int digits = (int) Math.max(0, beforePoint);
        if (digits + scale > MAX_DIGITS) {
            throw tooLong();
        }
        int scaleThatFits = digits + kept > MAX_DIGITS ? scale : kept;
        String text = shortest.setScale(scaleThatFits).toPlainString();
        return new Parameter("CAST(? AS DECIMAL(" + MAX_DIGITS + "," + scaleThatFits + "))", text, "s");
    }

    private static Failure tooLong() {
        return Failure.of(
                Code.UNSAFE_VALUE,
                "a number has more digits than MySQL's decimals: 65, and 30 of them after the point");
    }
}
