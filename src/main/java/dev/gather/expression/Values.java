package dev.gather.expression;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Parser.Symbol;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What may be done with a JSON value whatever it is: read it as text or as a list, compare it by value. */
public final class Values {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Values() {}

    /**
     * A value as it stands inside a longer text: strings as they are, numbers without an exponent or a trailing
     * {@code .0}, null as nothing, objects and lists as JSON.
     */
    public static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return value instanceof Map || value instanceof Collection ? json(value) : value.toString();
    }

    /** A list as it is, nothing as an empty list, any other value as a list of one. */
    public static List<?> list(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** The value itself; a function, whose call was forgotten, is no value. */
    static Object withoutFunctions(Object value) {
        if (value instanceof JFunction || value instanceof Symbol) {
            throw new EvaluationException("the value is a function: call it with ()");
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(Values::checked);
        } else if (value instanceof List<?> list) {
            list.forEach(Values::checked);
        }
        return value;
    }

    private static void checked(Object value) {
        var unused = withoutFunctions(value);
    }

    /** True for the scalars of JSON, null among them: what a URL, a header or an SQL parameter can hold. */
    public static boolean isScalar(Object value) {
        return !(value instanceof Map || value instanceof Collection);
    }

    /** A form of the value in which equal numbers are equal objects: {@code 1}, {@code 1L} and {@code 1.0} are one. */
    public static Object canonical(Object value) {
        if (!(value instanceof Number number)) {
            return value;
        }
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        double asDouble = number.doubleValue();
        if (!(number instanceof BigDecimal || number instanceof BigInteger)
                && asDouble == Math.rint(asDouble)
                && Math.abs(asDouble) < 0x1p53) {
            return (long) asDouble;
        }
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        return exact.scale() <= 0 && exact.precision() - exact.scale() <= 18 ? (Object) exact.longValue() : exact;
    }

    private static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
            return whole ? Long.toString((long) value) : new BigDecimal(number.toString()).toPlainString();
        }
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new EvaluationException("a value cannot be written as JSON");
        }
    }
}
