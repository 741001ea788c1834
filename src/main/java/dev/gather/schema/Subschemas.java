package dev.gather.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a schema has schemas within it: under these keywords, and nowhere else. */
public final class Subschemas {
    private static final Set<String> SCHEMAS = Set.of(
            "additionalProperties",
            "items",
            "contains",
            "propertyNames",
            "if",
            "then",
            "else",
            "not",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions");

    private Subschemas() {}

    /** Makes another schema of one within a schema. */
    public interface Replacement {
        /**
         * The schema that takes its place.
         *
         * @param schema the schema, as written
         * @param pointer its JSON pointer
         */
        @Nullable
        Object of(@Nullable Object schema, String pointer);
    }

    /**
     * A copy of a schema with every schema directly within it replaced.
     *
     * @param pointer the schema's JSON pointer
     */
    public static Map<String, @Nullable Object> replaced(Map<?, ?> schema, String pointer, Replacement replacement) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String inner = Pointers.child(pointer, key);
            copy.put(String.valueOf(key), replaced(String.valueOf(key), value, inner, replacement));
        });
        return copy;
    }

    private static @Nullable Object replaced(
            String key, @Nullable Object value, String pointer, Replacement replacement) {
        if (SCHEMAS.contains(key)) {
            return replacement.of(value, pointer);
        }
        if (LISTS.contains(key) && value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(replacement.of(element, Pointers.child(pointer, copy.size()))));
            return copy;
        }
        if (MAPS.contains(key) && value instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            members.forEach((name, member) -> copy.put(
                    String.valueOf(name),
                    isListOfNames(key, member)
                            ? member
                            : replacement.of(member, Pointers.child(pointer, String.valueOf(name)))));
            return copy;
        }
        return value;
    }

    private static boolean isListOfNames(String key, @Nullable Object member) {
        return key.equals("dependencies") && member instanceof List;
    }

    /** The pointers of the schemas directly within a schema. */
    static List<String> of(Object schema, String pointer) {
        List<String> found = new ArrayList<>();
        if (schema instanceof Map<?, ?> map) {
            var unused = replaced(map, pointer, (inner, place) -> {
                found.add(place);
                return inner;
            });
        }
        return found;
    }
}
