package dev.gather.composition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the texts of paths and queries into the types that a schema asks for, and fills in its defaults. A text that
 * cannot be turned stays a text, for the validator to complain of.
 */
final class Coercion {
    private static final int MAX_REFERENCES = 20;

    private final Map<String, Object> root;

    Coercion(Map<String, Object> root) {
        this.root = root;
    }

    /** The value of a property that came as a text, or as a list of texts. */
    Object coerce(String property, Object texts) {
        Map<String, Object> schema = property(root, property);
        if (types(schema).contains("array")) {
            List<Object> elements = new ArrayList<>();
            Map<String, Object> items = schema(schema.get("items"));
            (texts instanceof List<?> list ? list : List.of(texts)).forEach(text -> elements.add(scalar(text, items)));
            return elements;
        }
        return texts instanceof List<?> ? texts : scalar(texts, schema);
    }

    /** The input with the schema's defaults where it has nothing, in nested objects too. */
    Map<String, Object> withDefaults(Map<String, Object> input) {
        return withDefaults(input, root);
    }

    private Map<String, Object> withDefaults(Map<?, ?> input, Map<String, Object> schema) {
        Map<String, Object> complete = new LinkedHashMap<>();
        input.forEach((name, value) -> complete.put((String) name, value));
        properties(schema).forEach((name, definition) -> {
            Map<String, Object> property = schema(definition);
            if (!complete.containsKey(name) && property.containsKey("default")) {
                complete.put(name, property.get("default"));
            } else if (complete.get(name) instanceof Map<?, ?> nested) {
                complete.put(name, withDefaults(nested, property));
            }
        });
        return complete;
    }

    private static Object scalar(Object value, Map<String, Object> schema, Set<String> types) {
        String text = (String) value;
        if (types.contains("string") || schema.isEmpty()) {
            return text;
        }
        if (types.contains("boolean") && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return types.contains("integer") || types.contains("number") ? number(text) : text;
    }

    private Object scalar(Object value, Map<String, Object> schema) {
        return scalar(value, schema, types(schema));
    }

    private static Object number(String text) {
        if (!text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?")) {
            return text;
        }
        BigDecimal number = new BigDecimal(text);
        boolean fitsLong = number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        if (!fitsLong) {
            return number.doubleValue();
        }
        long whole = number.longValue();
        return whole == (int) whole ? (Object) (int) whole : whole;
    }

    private Map<String, Object> property(Map<String, Object> schema, String name) {
        return schema(properties(schema).get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> schema) {
        return schema.get("properties") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static Set<String> types(Map<String, Object> schema) {
        if (schema.get("type") instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return schema.get("type") instanceof String type ? Set.of(type) : Set.of();
    }

    /** The schema itself, or the one that it refers to within the same document. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> schema(Object definition) {
        Object current = definition;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (!(current instanceof Map<?, ?> map)) {
                return Map.of();
            }
            if (!(map.get("$ref") instanceof String reference)) {
                return (Map<String, Object>) map;
            }
            current = resolve(reference);
        }
        return Map.of();
    }

    private Object resolve(String reference) {
        Object current = reference.startsWith("#/") ? root : null;
        for (String step : reference.substring(Math.min(2, reference.length())).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            current = current instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return current;
    }
}
