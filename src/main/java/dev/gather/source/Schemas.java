package dev.gather.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schemas made of others. */
public final class Schemas {
    /** That of null. */
    public static final Map<String, @Nullable Object> NULL = Map.of("type", "null");

    private Schemas() {}

    /** That of a type's values. */
    public static Map<String, @Nullable Object> of(String type) {
        return Map.of("type", type);
    }

    /** That of objects of which nothing more is known. */
    public static Map<String, @Nullable Object> object() {
        return of("object");
    }

    /** That of objects that have these members in any case. */
    public static Map<String, @Nullable Object> object(Map<String, Map<String, @Nullable Object>> members) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>(object());
        object.put("required", List.copyOf(members.keySet()));
        object.put("properties", members);
        return object;
    }

    /** That of lists of such elements. */
    public static Map<String, @Nullable Object> list(Map<String, @Nullable Object> element) {
        Map<String, @Nullable Object> list = new LinkedHashMap<>(of("array"));
        list.put("items", element);
        return list;
    }

    /** That of values of which one of these holds. */
    public static Map<String, @Nullable Object> either(List<Map<String, @Nullable Object>> schemas) {
        return schemas.size() == 1 ? schemas.get(0) : Map.of("anyOf", schemas);
    }
}
