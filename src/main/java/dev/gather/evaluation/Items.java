package dev.gather.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts values between their two forms. A value in hand, which nodes and functions pass around, is Java's null for
 * JSONata's "nothing" and {@link #NULL} for JSON's null. A value stored in a list or an object is Java's null for
 * JSON's null. Lists and objects are not copied, so no evaluation changes one that another evaluation may see.
 */
public final class Items {
    /** JSON's null in hand. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /** "Nothing" as an element of a list; only in lists that never leave the evaluation. */
    private static final Object NOTHING = new Object();

    private Items() {}

    /** A stored value in hand. */
    public static @Nullable Object read(@Nullable Object stored) {
        if (stored == null) {
            return NULL;
        }
        return stored == NOTHING ? null : stored;
    }

    /** A value in hand as a list or an object stores it. */
    public static @Nullable Object store(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value == NULL) {
            return null;
        }
        return value instanceof Sequence sequence ? sequence.items() : value;
    }

    /** A member of an object in hand; nothing if the object does not have it. */
    public static @Nullable Object member(Map<?, ?> object, Object key) {
        Object stored = object.get(key);
        return stored != null || object.containsKey(key) ? read(stored) : null;
    }

    /** A list as it is, any other value as a list of one. */
    public static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : Sequence.of(value);
    }

    /** The type's name as {@code $type} returns it; "nothing" for nothing. */
    public static String type(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value == NULL) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof List ? "array" : value instanceof Map ? "object" : "function";
    }

    /** The type of the first element that is not of a type, for the message about it; "nothing" if there is none. */
    public static String typeBeside(String type, List<?> list) {
        return list.stream()
                .map(element -> type(read(element)))
                .filter(other -> !other.equals(type))
                .findFirst()
                .orElse("nothing");
    }

    /** Whether the value counts as true. */
    public static boolean isTrue(@Nullable Object value, Evaluation evaluation) {
        evaluation.step();
        if (value instanceof Boolean known) {
            return known;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Number number) {
            return Numbers.signum(number) != 0;
        }
        if (value instanceof Map<?, ?> object) {
            return !object.isEmpty();
        }
        return value instanceof List<?> list && list.stream().anyMatch(element -> isTrue(read(element), evaluation));
    }

    /** Whether all elements are numbers. */
    public static boolean areNumbers(List<?> list, Evaluation evaluation) {
        return areOf(Number.class, list, evaluation);
    }

    /** Whether all elements are strings. */
    public static boolean areStrings(List<?> list, Evaluation evaluation) {
        return areOf(String.class, list, evaluation);
    }

    private static boolean areOf(Class<?> type, List<?> list, Evaluation evaluation) {
        if (list instanceof Range || (list instanceof Sequence sequence && sequence.items() instanceof Range)) {
            return type == Number.class;
        }
        for (Object element : list) {
            evaluation.step();
            if (!type.isInstance(element)) {
                return false;
            }
        }
        return true;
    }
}
