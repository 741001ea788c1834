package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.web.JsonBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object in an event, by type. Null counts as absent, since platforms send either. All methods throw a
 * {@link Failure} if a member has the wrong type.
 *
 * @param object the members
 * @param name of the object in messages
 */
record JsonFields(Map<String, @Nullable Object> object, String name) {
    /** The text under a key; empty if absent. */
    Optional<String> text(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw notA("a text", key);
    }

    /** The boolean under a key; false if absent. */
    boolean flag(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw notA("a boolean", key);
    }

    /** The object under a key; empty if absent. */
    JsonFields fields(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof Map) {
            return new JsonFields(value == null ? Map.of() : JsonBody.asObject(value, key), name + "." + key);
        }
        throw notA("an object", key);
    }

    boolean has(String key) {
        return object.get(key) != null;
    }

    /** The object under a key, with a text per name. Nulls are left out. */
    Map<String, String> texts(String key) {
        JsonFields fields = fields(key);
        Map<String, String> texts = new LinkedHashMap<>();
        fields.object().keySet().forEach(member -> fields.text(member).ifPresent(text -> texts.put(member, text)));
        return texts;
    }

    /** The object under a key, with a list of texts per name. Nulls are left out. */
    Map<String, List<String>> textLists(String key) {
        JsonFields fields = fields(key);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        fields.object().keySet().stream().filter(fields::has).forEach(member -> lists.put(member, fields.list(member)));
        return lists;
    }

    /** The object under a key, with a text or a list of texts per name. Nulls are left out. */
    Map<String, List<String>> oneOrMore(String key) {
        JsonFields fields = fields(key);
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields.object().forEach((member, value) -> {
            if (value instanceof String text) {
                values.put(member, List.of(text));
            } else if (value != null) {
                values.put(member, fields.list(member));
            }
        });
        return values;
    }

    /** The list of texts under a key; empty if absent. Nulls are left out. */
    List<String> list(String key) {
        Object value = object.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw notA("a list", key);
        }
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof String text) {
                texts.add(text);
            } else if (element != null) {
                throw notA("a list of texts", key);
            }
        }
        return texts;
    }

    private Failure notA(String type, String key) {
        return Failure.of(Failure.Code.INVALID_REQUEST, "'" + key + "' of the " + name + " is not " + type);
    }
}
