package dev.gather.source;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape of the values that a JSON Schema describes. What it cannot tell for sure stays unknown. */
record SchemaShape(@Nullable Object schema) {
    /** Keywords with which an object may have members beside its properties, or a list other elements than its items. */
    private static final Set<String> OPEN = Set.of(
            "dependencies",
            "prefixItems",
            "$ref",
            "$dynamicRef",
            "allOf",
            "anyOf",
            "oneOf",
            "if",
            "patternProperties",
            "additionalProperties",
            "dependentSchemas",
            "unevaluatedProperties");

    Shape shape() {
        if (!(schema instanceof Map<?, ?> keywords)) {
            return Shape.UNKNOWN;
        }
        Optional<Shape> choice = choice(keywords);
        if (choice.isPresent()) {
            return choice.get();
        }
        Set<Shape.Type> types = types(keywords);
        boolean open =
                OPEN.stream().anyMatch(key -> keywords.containsKey(key) && !Boolean.FALSE.equals(keywords.get(key)));
        Optional<Shape> elements =
                Optional.ofNullable(keywords.get("items")).map(items -> new SchemaShape(items).shape());
        return open
                ? new Shape(types, Optional.empty(), Optional.empty())
                : new Shape(types, members(keywords), elements);
    }

    /** A schema that is nothing but a choice, as between an object and null. */
    private static Optional<Shape> choice(Map<?, ?> keywords) {
        return Stream.of("anyOf", "oneOf")
                .filter(key -> keywords.size() == 1 && keywords.get(key) instanceof List<?>)
                .flatMap(key -> Stream.ofNullable((List<?>) keywords.get(key)))
                .map(branches -> branches.stream()
                        .map(branch -> new SchemaShape(branch).shape())
                        .reduce(Shape::or)
                        .filter(shape -> !shape.types().isEmpty())
                        .orElse(Shape.UNKNOWN))
                .findFirst();
    }

    private static Optional<Map<String, Shape>> members(Map<?, ?> keywords) {
        if (!(keywords.get("properties") instanceof Map<?, ?> properties)) {
            return Optional.empty();
        }
        Map<String, Shape> members = new LinkedHashMap<>();
        properties.forEach((name, property) -> members.put(String.valueOf(name), new SchemaShape(property).shape()));
        if (keywords.get("required") instanceof List<?> required) {
            required.forEach(name -> members.putIfAbsent(String.valueOf(name), Shape.UNKNOWN));
        }
        return Optional.of(members);
    }

    private static Set<Shape.Type> types(Map<?, ?> keywords) {
        Set<Shape.Type> types = EnumSet.noneOf(Shape.Type.class);
        if (keywords.get("enum") instanceof List<?> values) {
            values.forEach(value -> types.add(Shape.typeOf(value)));
        } else if (keywords.containsKey("const")) {
            types.add(Shape.typeOf(keywords.get("const")));
        } else if (keywords.get("type") instanceof List<?> names) {
            names.forEach(name -> type(name).ifPresent(types::add));
        } else {
            type(keywords.get("type")).ifPresent(types::add);
        }
        return types;
    }

    private static Optional<Shape.Type> type(@Nullable Object name) {
        return Stream.of(Shape.Type.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
