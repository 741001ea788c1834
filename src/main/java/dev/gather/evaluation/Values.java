package dev.gather.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations on JSON values of every type: as a text, as a list, comparable by value. */
public final class Values {
    private Values() {}

    /**
     * A value within a longer text: strings as they are, numbers without an exponent or a trailing {@code .0}, null as
     * the empty text, objects and lists as JSON.
     */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return NumberText.of(number);
        }
        return value instanceof Map || value instanceof Collection ? json(value) : value.toString();
    }

    /** A list as it is, null as an empty list, any other value as a list of one. */
    public static List<?> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** Whether a value is a scalar or null, which fits into a URL, a header or an SQL parameter. */
    public static boolean isScalar(@Nullable Object value) {
        return !(value instanceof Map || value instanceof Collection);
    }

    private static String json(Object value) {
        try {
            return ExactJson.text(value);
        } catch (JsonProcessingException e) {
            throw new EvaluationException("a value cannot be written as JSON");
        }
    }

    /**
     * A text that is the same for equal values and for no others; numbers are equal by value.
     *
     * @param value a scalar, or a list of such
     * @return empty if it is or has anything else, or null
     */
    public static Optional<String> key(@Nullable Object value) {
        if (value instanceof Number number) {
            return Optional.of("n" + Numbers.key(number) + ";");
        }
        if (value instanceof List<?> list) {
            List<String> keys =
                    list.stream().flatMap(element -> key(element).stream()).toList();
            return keys.size() == list.size() ? Optional.of("[" + String.join("", keys) + "]") : Optional.empty();
        }
        return value != null && isScalar(value)
                ? Optional.of("s" + text(value).length() + ":" + text(value))
                        .map(key -> value instanceof Boolean ? "b" + key : key)
                : Optional.empty();
    }
}
