package dev.gather.openapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a schema of JSON Schema 2020-12 as OpenAPI 3.0 does. What 3.0 cannot say is left out, so that the schema accepts more;
 * where that would make it accept less, as within {@code not}, what stands around it is left out as well.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.3#schema-object">The schema object of OpenAPI 3.0</a>
 */
final class EarlierSchema {
    /** The keywords that mean the same in both. */
    private static final Set<String> SAME = Set.of(
            "title",
            "description",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minimum",
            "maximum",
            "multipleOf",
            "minProperties",
            "maxProperties",
            "required",
            "enum");

    /** The keywords that demand nothing of a value. */
    private static final Set<String> NOTES = Set.of("$comment", "examples", "contentEncoding", "contentMediaType");

    private static final String NULL = "null";

    private final Map<String, @Nullable Object> written = new LinkedHashMap<>();
    private final List<@Nullable Object> parts = new ArrayList<>();
    private boolean exact = true;

    private EarlierSchema() {}

    /** The schema, or one that accepts more. */
    static @Nullable Object of(@Nullable Object schema) {
        return convert(schema).schema();
    }

    /**
     * A schema of 3.0.
     *
     * @param exact whether it accepts no more than the schema that it was made of
     */
    private record Converted(@Nullable Object schema, boolean exact) {}

    private static Converted convert(@Nullable Object schema) {
        if (schema instanceof Boolean allowed) {
            return new Converted(allowed ? Map.of() : Map.of("not", Map.of()), true);
        }
        if (!(schema instanceof Map<?, ?> keywords)) {
            return new Converted(Map.of(), false);
        }
        EarlierSchema made = new EarlierSchema();
        return new Converted(made.converted(keywords), made.exact);
    }

    private Map<String, @Nullable Object> converted(Map<?, ?> keywords) {
        keywords.forEach((key, value) -> keyword(String.valueOf(key), value, keywords));
        if ("array".equals(written.get("type"))) {
            written.putIfAbsent("items", Map.of());
        }
        Object reference = keywords.get("$ref");
        if (reference == null && parts.isEmpty()) {
            return written;
        }
        if (reference != null) {
            if (written.isEmpty() && parts.isEmpty()) {
                written.put("$ref", reference);
                return written;
            }
            parts.add(0, Map.of("$ref", reference));
        }
        List<@Nullable Object> all = new ArrayList<>(parts);
        if (written.remove("allOf") instanceof List<?> own) {
            all.addAll(own);
        }
        written.put("allOf", all);
        return written;
    }

    private void keyword(String key, @Nullable Object value, Map<?, ?> all) {
        switch (key) {
            case "$ref" -> {
                // It must not have keywords beside it, and so is added last.
            }
            case "type" -> type(value, all);
            case "const" -> written.put("enum", new ArrayList<>(Arrays.asList(value)));
            case "exclusiveMinimum" -> bound("minimum", key, value, all);
            case "exclusiveMaximum" -> bound("maximum", key, value, all);
            case "properties" -> members(value);
            case "items" -> items(value, all);
            case "additionalProperties" -> additional(value, all);
            case "allOf" -> parts.addAll(each(value));
            case "anyOf" -> choice("anyOf", value);
            case "oneOf" -> choice("oneOf", value);
            case "not" -> not(value);
            default -> {
                if (SAME.contains(key)) {
                    written.putIfAbsent(key, value);
                } else {
                    exact &= NOTES.contains(key) || key.startsWith("x-");
                }
            }
        }
    }

    private void type(@Nullable Object value, Map<?, ?> all) {
        List<?> names = value instanceof List<?> list ? list : List.of(String.valueOf(value));
        List<?> types = names.stream().filter(name -> !NULL.equals(name)).toList();
        boolean nullable = types.size() < names.size();
        if (types.isEmpty()) {
            written.put("type", "string");
            written.put("nullable", true);
            written.put("enum", new ArrayList<>(Arrays.asList((Object) null)));
        } else if (types.size() == 1) {
            written.put("type", types.get(0));
            if (nullable) {
                written.put("nullable", true);
            }
        } else if (!all.containsKey("anyOf")) {
            List<Object> choices = new ArrayList<>();
            types.forEach(type -> choices.add(ofType(type, nullable)));
            written.put("anyOf", choices);
        } else {
            exact = false;
        }
    }

    private static Map<String, Object> ofType(Object type, boolean nullable) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        if (type.equals("array")) {
            schema.put("items", Map.of());
        }
        if (nullable) {
            schema.put("nullable", true);
        }
        return schema;
    }

    /** Where a schema has both bounds, they are two demands. */
    private void bound(String key, String exclusive, @Nullable Object value, Map<?, ?> all) {
        Map<String, @Nullable Object> bound = new LinkedHashMap<>();
        bound.put(key, value);
        bound.put(exclusive, true);
        if (all.containsKey(key)) {
            parts.add(bound);
        } else {
            written.putAll(bound);
        }
    }

    private void members(@Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, schema) -> members.put(String.valueOf(name), inner(schema)));
        }
        written.put("properties", members);
    }

    private void items(@Nullable Object value, Map<?, ?> all) {
        if (all.containsKey("prefixItems")) {
            exact = false;
            return;
        }
        if (Boolean.FALSE.equals(value)) {
            written.put("maxItems", 0);
        }
        written.put("items", inner(value));
    }

    private void additional(@Nullable Object value, Map<?, ?> all) {
        if (all.containsKey("patternProperties")) {
            exact = false;
        } else {
            written.put("additionalProperties", value instanceof Boolean ? value : inner(value));
        }
    }

    /** An alternative that accepts more may match where another one does, too: then one is no longer the only one. */
    private void choice(String key, @Nullable Object value) {
        boolean before = exact;
        exact = true;
        List<@Nullable Object> choices = each(value);
        String kept = key.equals("oneOf") && !exact ? "anyOf" : key;
        exact &= before;
        if (written.containsKey(kept)) {
            parts.add(Map.of(kept, choices));
        } else {
            written.put(kept, choices);
        }
    }

    private void not(@Nullable Object value) {
        Converted converted = convert(value);
        if (converted.exact()) {
            written.put("not", converted.schema());
        }
        exact &= converted.exact();
    }

    private List<@Nullable Object> each(@Nullable Object schemas) {
        List<@Nullable Object> converted = new ArrayList<>();
        if (schemas instanceof List<?> list) {
            list.forEach(schema -> converted.add(inner(schema)));
        }
        return converted;
    }

    private @Nullable Object inner(@Nullable Object schema) {
        Converted converted = convert(schema);
        exact &= converted.exact();
        return converted.schema();
    }
}
