package dev.gather.openapi;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The types of values about which a keyword of JSON Schema says something. */
final class KeywordTypes {
    private static final Map<String, Set<String>> BY_KEYWORD = new HashMap<>();

    static {
        add(Set.of("string"), "minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType");
        add(Set.of("number", "integer"), "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
        add(
                Set.of("array"),
                "items",
                "prefixItems",
                "contains",
                "minContains",
                "maxContains",
                "minItems",
                "maxItems",
                "uniqueItems",
                "unevaluatedItems");
        add(
                Set.of("object"),
                "properties",
                "required",
                "additionalProperties",
                "patternProperties",
                "propertyNames",
                "minProperties",
                "maxProperties",
                "dependencies",
                "dependentRequired",
                "dependentSchemas",
                "unevaluatedProperties");
    }

    private KeywordTypes() {}

    private static void add(Set<String> types, String... keywords) {
        for (String keyword : keywords) {
            BY_KEYWORD.put(keyword, types);
        }
    }

    /** Whether a keyword may demand something of a type's values. */
    static boolean concern(Object keyword, String type) {
        Set<String> types = BY_KEYWORD.get(String.valueOf(keyword));
        return types == null || types.contains(type);
    }
}
