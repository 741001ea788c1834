package dev.gather.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What may be done with a JSON value whatever it is: read it as text or as a list, compare it by value. */
public final class Values {
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
            return NumberText.of(number);
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
        Number plain = Numbers.of(Numbers.exact(number).stripTrailingZeros());
        return plain instanceof Integer
                ? (Object) plain.longValue()
                : plain instanceof Double ? Numbers.exact(plain) : plain;
    }

    private static String json(Object value) {
        try {
            return ExactJson.text(value);
        } catch (JsonProcessingException e) {
            throw new EvaluationException("a value cannot be written as JSON");
        }
    }
}
