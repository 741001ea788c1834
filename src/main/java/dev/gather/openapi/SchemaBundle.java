package dev.gather.openapi;

import dev.gather.schema.References;
import dev.gather.schema.Subschemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema as parts of an OpenAPI document. There its own references would lead to other places: what one leads to
 * becomes a component, to which all references to it lead.
 */
final class SchemaBundle {
    /** Keywords that only mean something at the place where they were written. */
    private static final Set<String> OF_PLACE =
            Set.of("$schema", "$id", "$anchor", "$dynamicAnchor", "$defs", "definitions");

    /** Keywords about an object as a whole, of which some members may be elsewhere. */
    private static final Set<String> OF_ALL_MEMBERS = Set.of(
            "if",
            "then",
            "else",
            "not",
            "dependencies",
            "dependentRequired",
            "dependentSchemas",
            "maxProperties",
            "minProperties",
            "unevaluatedProperties");

    private static final List<String> IN_PLACE = List.of("allOf", "anyOf", "oneOf");

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");

    private final References references;
    private final String owner;
    private final Components components;
    private final Map<String, String> names = new HashMap<>();

    /**
     * @param root the schema as written, without problems
     * @param owner begins the names of its components
     */
    SchemaBundle(Map<String, @Nullable Object> root, String owner, Components components) {
        this.references = new References(root);
        this.owner = owner;
        this.components = components;
    }

    /** The part at a JSON pointer as it is written. */
    @Nullable
    Object at(String pointer) {
        return references.at(pointer).orElse(null);
    }

    /** The JSON pointers to the schemas that a part refers to, and that hold for the same value. */
    List<String> targets(String pointer) {
        return at(pointer) instanceof Map<?, ?> map
                ? REFERENCES.stream()
                        .map(map::get)
                        .flatMap(reference -> target(pointer, reference).stream())
                        .toList()
                : List.of();
    }

    private Optional<String> target(String pointer, @Nullable Object reference) {
        return reference instanceof String text ? references.target(pointer, text) : Optional.empty();
    }

    /** The schema at a JSON pointer, for a place in the document. */
    @Nullable
    Object copy(String pointer) {
        return copy(at(pointer), pointer);
    }

    private @Nullable Object copy(@Nullable Object schema, String pointer) {
        if (!(schema instanceof Map<?, ?> written)) {
            return schema;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        written.forEach((key, value) -> {
            if (!OF_PLACE.contains(key)) {
                kept.put(String.valueOf(key), value);
            }
        });
        Map<String, @Nullable Object> copy = Subschemas.replaced(kept, pointer, this::copy);
        Object dynamic = copy.remove("$dynamicRef");
        REFERENCES.forEach(key -> target(pointer, key.equals("$ref") ? copy.get(key) : dynamic)
                .ifPresent(target ->
                        copy.put("$ref", Components.reference(component(target)).get("$ref"))));
        return copy;
    }

    /**
     * The schema at a JSON pointer for objects that lack some members, since these are sent elsewhere. Where it cannot be told
     * what it demands of the others, it accepts more than the whole schema does.
     */
    @Nullable
    Object without(Set<String> names, String pointer) {
        if (names.isEmpty() || !(at(pointer) instanceof Map<?, ?> written)) {
            return copy(pointer);
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        written.forEach((key, value) -> {
            if (!OF_PLACE.contains(key) && !OF_ALL_MEMBERS.contains(key) && !REFERENCES.contains(key)) {
                kept.put(String.valueOf(key), value);
            }
        });
        kept.computeIfPresent("properties", (key, value) -> remaining(value, names));
        kept.computeIfPresent("required", (key, value) -> remaining(value, names));
        Map<String, @Nullable Object> copy = Subschemas.replaced(
                kept, pointer, (schema, at) -> isInPlace(at, pointer) ? without(names, at) : copy(schema, at));
        List<@Nullable Object> parts = new ArrayList<>(copy.get("allOf") instanceof List<?> all ? all : List.of());
        targets(pointer).forEach(target -> parts.add(without(names, target)));
        copy.remove("allOf");
        if (copy.isEmpty() && parts.size() == 1) {
            return parts.get(0);
        }
        if (!parts.isEmpty()) {
            copy.put("allOf", parts);
        }
        Object exclusive = copy.remove("oneOf");
        if (exclusive != null) {
            // Without the members that tell the alternatives apart, several of them may match.
            copy.merge("anyOf", exclusive, (own, others) -> own);
        }
        return copy;
    }

    private static boolean isInPlace(String inner, String outer) {
        return IN_PLACE.stream().anyMatch(key -> inner.startsWith(outer + "/" + key + "/"));
    }

    private static @Nullable Object remaining(Object value, Set<String> names) {
        if (value instanceof List<?> list) {
            List<?> left = list.stream().filter(name -> !names.contains(name)).toList();
            return left.isEmpty() ? null : left;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> left = new LinkedHashMap<>(map);
            left.keySet().removeAll(names);
            return left;
        }
        return value;
    }

    /** The name of the component that a part is. */
    private String component(String pointer) {
        String known = names.get(pointer);
        if (known != null) {
            return known;
        }
        String name = components.named(owner, pointer.substring(pointer.lastIndexOf('/') + 1));
        names.put(pointer, name);
        components.put(name, copy(pointer));
        return name;
    }
}
