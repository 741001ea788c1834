package dev.gather.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes schemas of OpenAPI 3.0 and 3.1 schemas of JSON Schema 2020-12 without references or annotations. What a schema leads
 * back to, what nests too deeply, and what a reference does not find becomes a schema that anything satisfies. A translation
 * never refuses a value that the original allows.
 */
public final class SchemaTranslation {
    /** Which way the values go: members that are only read are no members of requests, and the other way round. */
    public enum Direction {
        REQUEST("readOnly"),
        ANSWER("writeOnly");

        private final String elsewhere;

        Direction(String elsewhere) {
            this.elsewhere = elsewhere;
        }
    }

    /** The most values in a translation, so that a lock stays readable; levels are left out until it has no more. */
    static final int MAX_VALUES = 1_000;

    private static final int MAX_DEPTH = 20;
    private static final int MAX_HOPS = 20;

    private static final Set<String> BY_NAME = Set.of("properties", "patternProperties", "dependentSchemas");

    /** Keywords with which null is not allowed by adding its type. */
    private static final Set<String> COMBINED = Set.of("allOf", "anyOf", "oneOf", "const");

    /** Keywords whose values are schemas, lists of them, or schemas by name. */
    private static final Set<String> APPLICATORS = Set.of(
            "items",
            "additionalProperties",
            "properties",
            "patternProperties",
            "dependentSchemas",
            "allOf",
            "anyOf",
            "oneOf",
            "prefixItems",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** The keywords that are kept, in the order in which they are written. */
    private static final List<String> KEPT = List.of(
            "type",
            "format",
            "enum",
            "const",
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "prefixItems",
            "items",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
            "minProperties",
            "maxProperties",
            "required",
            "dependentRequired",
            "dependentSchemas",
            "properties",
            "patternProperties",
            "propertyNames",
            "additionalProperties",
            "unevaluatedProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else");

    /** Keywords that a schema which allows more may turn into a refusal. */
    private static final List<String> CONTRARY =
            List.of("not", "if", "then", "else", "maxContains", "unevaluatedItems", "unevaluatedProperties");

    private final Function<String, Optional<Object>> references;
    private final Direction direction;
    private final Deque<String> open = new ArrayDeque<>();
    private int depthLimit = MAX_DEPTH;
    private int values;
    private int cuts;

    /** @param references finds the schema that a {@code $ref} refers to, of maps, lists and scalars */
    public SchemaTranslation(Function<String, Optional<Object>> references, Direction direction) {
        this.references = references;
        this.direction = direction;
    }

    /** Translates a schema of maps, lists and scalars. */
    public Map<String, @Nullable Object> of(Object schema) {
        for (depthLimit = MAX_DEPTH; depthLimit > 0; depthLimit--) {
            values = 0;
            Map<String, @Nullable Object> translated = translated(schema, 0);
            if (values <= MAX_VALUES) {
                return translated;
            }
        }
        return ApiDocument.ANYTHING;
    }

    private Map<String, @Nullable Object> translated(@Nullable Object schema, int depth) {
        values++;
        if (Boolean.FALSE.equals(schema)) {
            return Map.of("not", ApiDocument.ANYTHING);
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return ApiDocument.ANYTHING;
        }
        if (depth >= depthLimit || values > MAX_VALUES) {
            return cut();
        }
        return map.get("$ref") instanceof String reference
                ? referred(reference, map, depth)
                : nullable(map, keywords(map, depth));
    }

    private Map<String, @Nullable Object> cut() {
        cuts++;
        return ApiDocument.ANYTHING;
    }

    private Map<String, @Nullable Object> referred(String reference, Map<?, ?> map, int depth) {
        Optional<Object> target = references.apply(reference);
        if (target.isEmpty() || open.contains(reference)) {
            return cut();
        }
        open.push(reference);
        Map<String, @Nullable Object> translated = translated(target.get(), depth);
        open.pop();
        Map<String, @Nullable Object> beside = keywords(map, depth);
        return beside.isEmpty() ? translated : new LinkedHashMap<>(Map.of("allOf", List.of(translated, beside)));
    }

    private Map<String, @Nullable Object> keywords(Map<?, ?> map, int depth) {
        int before = cuts;
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        for (String key : KEPT) {
            if (map.containsKey(key)) {
                Object value = map.get(key);
                keywords.put(key, APPLICATORS.contains(key) ? applied(key, value, depth + 1) : value);
                values += 1 + (value instanceof List<?> list ? list.size() : 0);
            }
        }
        bounds(map, keywords);
        required(map, keywords);
        if (cuts > before) {
            CONTRARY.forEach(keywords::remove);
            Object oneOf = keywords.remove("oneOf");
            if (oneOf != null && !keywords.containsKey("anyOf")) {
                keywords.put("anyOf", oneOf);
            }
        }
        return keywords;
    }

    /** The value of a keyword with its schemas translated. */
    private Object applied(String key, @Nullable Object value, int depth) {
        if (value instanceof List<?> list) {
            List<Object> translated = new ArrayList<>();
            list.forEach(each -> translated.add(translated(each, depth)));
            return translated;
        }
        if (value instanceof Map<?, ?> byName && BY_NAME.contains(key)) {
            Map<String, @Nullable Object> translated = new LinkedHashMap<>();
            byName.forEach((name, each) -> translated.put(String.valueOf(name), translated(each, depth)));
            return translated;
        }
        return value instanceof Boolean ? value : translated(value, depth);
    }

    /** In OpenAPI 3.0, {@code exclusiveMinimum: true} says something about {@code minimum}. */
    private static void bounds(Map<?, ?> map, Map<String, @Nullable Object> keywords) {
        for (String bound : List.of("minimum", "maximum")) {
            String exclusive = "exclusive" + Character.toUpperCase(bound.charAt(0)) + bound.substring(1);
            if (map.get(exclusive) instanceof Boolean is) {
                keywords.remove(exclusive);
                if (is && keywords.containsKey(bound)) {
                    keywords.put(exclusive, keywords.remove(bound));
                }
            }
        }
    }

    private void required(Map<?, ?> map, Map<String, @Nullable Object> keywords) {
        if (map.get("required") instanceof List<?> names && map.get("properties") instanceof Map<?, ?> properties) {
            List<?> here = names.stream()
                    .filter(name -> !isElsewhere(properties.get(name), MAX_HOPS))
                    .toList();
            keywords.put("required", here);
        } else if (!(map.get("required") instanceof List<?>)) {
            keywords.remove("required");
        }
    }

    /** Whether a member is only part of what goes the other way. */
    private boolean isElsewhere(@Nullable Object property, int hops) {
        if (!(property instanceof Map<?, ?> map) || hops == 0) {
            return false;
        }
        if (map.get("$ref") instanceof String reference) {
            Object target = references.apply(reference).orElse(null);
            return Boolean.TRUE.equals(map.get(direction.elsewhere)) || isElsewhere(target, hops - 1);
        }
        return Boolean.TRUE.equals(map.get(direction.elsewhere));
    }

    /** In OpenAPI 3.0, {@code nullable: true} adds null to what is allowed. */
    private static Map<String, @Nullable Object> nullable(Map<?, ?> map, Map<String, @Nullable Object> keywords) {
        if (!Boolean.TRUE.equals(map.get("nullable")) || keywords.isEmpty()) {
            return keywords;
        }
        boolean simple = keywords.keySet().stream().noneMatch(COMBINED::contains);
        if (simple && keywords.get("type") instanceof String type) {
            keywords.put("type", List.of(type, "null"));
            if (keywords.get("enum") instanceof List<?> allowed && !allowed.contains(null)) {
                List<@Nullable Object> more = new ArrayList<>(allowed);
                more.add(null);
                keywords.put("enum", more);
            }
            return keywords;
        }
        return new LinkedHashMap<>(Map.of("anyOf", List.of(keywords, Map.of("type", "null"))));
    }
}
