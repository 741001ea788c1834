package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.web.JsonBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an event's object, by the types that they should have. An absent one and null are the same: platforms
 * send either. One of another type makes the event one that cannot be understood.
 */
record JsonFields(Map<String, Object> object, String name) {
    /** That member of an object. */
    Optional<String> text(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw notA("text", key);
    }

    /** That member; false if it is absent. */
    boolean flag(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw notA("boolean", key);
    }

    /** That member; empty if it is absent. */
    JsonFields fields(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof Map) {
            return new JsonFields(value == null ? Map.of() : JsonBody.asObject(value, key), name + "." + key);
        }
        throw notA("object", key);
    }

    boolean has(String key) {
        return object.get(key) != null;
    }

    /** A member that holds one text for each name. Null texts are left out. */
    Map<String, String> texts(String key) {
        JsonFields fields = fields(key);
        Map<String, String> texts = new LinkedHashMap<>();
        fields.object().keySet().forEach(member -> fields.text(member).ifPresent(text -> texts.put(member, text)));
        return texts;
    }

    /** A member that holds a list of texts for each name. Null texts and lists are left out. */
    Map<String, List<String>> textLists(String key) {
        JsonFields fields = fields(key);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        fields.object().keySet().stream().filter(fields::has).forEach(member -> lists.put(member, fields.list(member)));
        return lists;
    }

    /** A member that holds a text or a list of texts for each name. Nulls are left out. */
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

    /** A member that is a list of texts; empty if it is absent. Nulls are left out. */
    List<String> list(String key) {
        Object value = object.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw notA("list", key);
        }
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof String text) {
                texts.add(text);
            } else if (element != null) {
                throw notA("list of texts", key);
            }
        }
        return texts;
    }

    private Failure notA(String type, String key) {
        return Failure.of(Failure.Code.INVALID_REQUEST, "'" + key + "' of the " + name + " is not a " + type);
    }
}
