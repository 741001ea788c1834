package dev.gather.schema;

import dev.gather.json.ExactNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of JSON Schema's types. A number is an integer if it has no fraction, so 1.0 is one.
 *
 * @param bits one bit for each type, and two for numbers: without and with a fraction
 */
public record Types(int bits) {
    /** No type. */
    public static final Types NONE = new Types(0);

    static final Types NULL = new Types(1);
    /** The type of {@code true} and {@code false}. */
    public static final Types BOOLEAN = new Types(2);

    static final Types OBJECT = new Types(4);
    /** The type of lists. */
    public static final Types ARRAY = new Types(8);

    static final Types INTEGER = new Types(16);
    static final Types FRACTION = new Types(32);
    /** The type of all numbers. */
    public static final Types NUMBER = INTEGER.or(FRACTION);
    /** The type of texts. */
    public static final Types STRING = new Types(64);
    /** Every type. */
    public static final Types ALL = new Types(127);
    /** Every type but that of lists. */
    public static final Types NO_ARRAY = new Types(ALL.bits & ~ARRAY.bits);

    private static final Map<String, Types> BY_NAME = byName();

    /** The names that {@code type} may have, in alphabetical order. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The type with a name; {@link #NONE} if there is none. */
    static Types named(String name) {
        return BY_NAME.getOrDefault(name, NONE);
    }

    /** The type of a JSON value. */
    static Types of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Number number) {
            return ExactNumbers.isWhole(number) ? INTEGER : FRACTION;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        return value instanceof List ? ARRAY : OBJECT;
    }

    /** The name of a JSON value's type. */
    static String nameOf(@Nullable Object value) {
        Types type = of(value);
        return type.equals(FRACTION) ? "number" : type.toString();
    }

    /** Whether a type is in both sets. */
    public boolean meets(Types other) {
        return (bits & other.bits) != 0;
    }

    /** The types that are in both sets. */
    public Types and(Types other) {
        return new Types(bits & other.bits);
    }

    Types or(Types other) {
        return new Types(bits | other.bits);
    }

    /** The names of the types, as in {@code integer or string}. */
    @Override
    public String toString() {
        List<String> contained = BY_NAME.entrySet().stream()
                .filter(entry -> and(entry.getValue()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("integer") || !and(NUMBER).equals(NUMBER))
                .toList();
        return String.join(" or ", contained);
    }

    private static Map<String, Types> byName() {
        Map<String, Types> types = new LinkedHashMap<>();
        types.put("array", ARRAY);
        types.put("boolean", BOOLEAN);
        types.put("integer", INTEGER);
        types.put("null", NULL);
        types.put("number", NUMBER);
        types.put("object", OBJECT);
        types.put("string", STRING);
        return types;
    }
}
