package dev.gather.schema;

import dev.gather.json.ExactNumbers;
import dev.gather.yaml.DidYouMean;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keywords of one schema as written, read with the type that each should have. Another type is a problem. */
final class SchemaFields {
    private final Map<?, ?> fields;
    private final String pointer;
    private final SchemaProblems problems;
    private final Function<String, Schema> schemas;

    /** @param schemas finds the schema at a pointer */
    SchemaFields(Map<?, ?> fields, String pointer, SchemaProblems problems, Function<String, Schema> schemas) {
        this.fields = fields;
        this.pointer = pointer;
        this.problems = problems;
        this.schemas = schemas;
    }

    String pointer(String key) {
        return Pointers.child(pointer, key);
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    @Nullable
    Object value(String key) {
        return fields.get(key);
    }

    Optional<String> text(String key) {
        return typed(key, fields.get(key), String.class, "string");
    }

    boolean flag(String key) {
        return typed(key, fields.get(key), Boolean.class, "boolean").orElse(false);
    }

    Optional<BigDecimal> number(String key) {
        return typed(key, fields.get(key), Number.class, "number").map(ExactNumbers::exact);
    }

    /** A whole number that is not negative; at most {@link Integer#MAX_VALUE}, which no size exceeds. */
    Optional<Integer> count(String key) {
        return number(key).flatMap(number -> {
            if (number.signum() < 0 || !ExactNumbers.isWhole(number)) {
                problems.add(pointer(key), "it has to be a whole number that is not negative");
                return Optional.empty();
            }
            return Optional.of(number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact());
        });
    }

    Optional<Schema> schema(String key) {
        return has(key) ? Optional.of(schemas.apply(pointer(key))) : Optional.empty();
    }

    /** The schema at another place of the document. */
    Schema schemaAt(String place) {
        return schemas.apply(place);
    }

    /** The schema of the members or elements that no other keyword covers. */
    Optional<Rest> rest(String key) {
        return schema(key).map(schema -> new Rest(schema, Boolean.FALSE.equals(fields.get(key))));
    }

    List<Schema> schemas(String key) {
        List<?> list = typed(key, fields.get(key), List.class, "array").orElse(List.of());
        if (has(key) && list.isEmpty() && fields.get(key) instanceof List) {
            problems.add(pointer(key), "it has to have at least 1 element");
        }
        List<Schema> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            found.add(schemas.apply(Pointers.child(pointer(key), i)));
        }
        return found;
    }

    Map<String, Schema> schemasByName(String key) {
        Map<String, Schema> found = new LinkedHashMap<>();
        partsByName(key).keySet().forEach(name -> found.put(name, schemas.apply(Pointers.child(pointer(key), name))));
        return found;
    }

    /** A list of distinct texts. */
    List<String> names(String key) {
        return names(pointer(key), fields.get(key));
    }

    Map<String, List<String>> namesByName(String key) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        partsByName(key).forEach((name, list) -> found.put(name, names(Pointers.child(pointer(key), name), list)));
        return found;
    }

    /** One of several lists of distinct texts. */
    List<String> namesAt(String key, String name, List<?> list) {
        return names(Pointers.child(pointer(key), name), list);
    }

    /** The types that {@code type} allows; empty if the keyword is missing. */
    Optional<Types> types(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        Types types = Types.NONE;
        List<?> names = fields.get(key) instanceof List<?> list ? list : Arrays.asList(fields.get(key));
        for (int i = 0; i < names.size(); i++) {
            Types type = names.get(i) instanceof String name ? Types.named(name) : Types.NONE;
            if (type.equals(Types.NONE)) {
                String where = fields.get(key) instanceof List ? Pointers.child(pointer(key), i) : pointer(key);
                problems.add(where, "it has to be one of " + ShownJson.of(Types.names()) + near(names.get(i)));
            }
            types = types.or(type);
        }
        return Optional.of(types);
    }

    private static String near(@Nullable Object name) {
        String remedy = name instanceof String text ? DidYouMean.remedy(text, Types.names(), "") : "";
        return remedy.startsWith("did you mean") ? ", " + remedy : "";
    }

    Optional<List<?>> values(String key) {
        return typed(key, fields.get(key), List.class, "array").map(list -> (List<?>) list);
    }

    void problem(String key, String message) {
        problems.add(pointer(key), message);
    }

    void problemAt(String place, String message) {
        problems.add(place, message);
    }

    /** The members of an object, as written. */
    Map<String, @Nullable Object> partsByName(String key) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        typed(key, fields.get(key), Map.class, "object")
                .ifPresent(map -> ((Map<?, ?>) map).forEach((name, value) -> found.put((String) name, value)));
        return found;
    }

    private List<String> names(String where, @Nullable Object value) {
        Set<String> names = new LinkedHashSet<>();
        for (Object name : value instanceof List<?> list ? list : Arrays.asList(value)) {
            if (!(value instanceof List) || !(name instanceof String text) || !names.add(text)) {
                problems.add(where, "it has to be a list of texts that differ from each other");
            }
        }
        return List.copyOf(names);
    }

    private <T> Optional<T> typed(String key, @Nullable Object value, Class<T> type, String name) {
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        if (has(key)) {
            problems.add(pointer(key), "it has to be of type " + name + ", not " + Types.nameOf(value));
        }
        return Optional.empty();
    }
}
