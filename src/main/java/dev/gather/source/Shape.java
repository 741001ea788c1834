package dev.gather.source;

import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a variable's value before anything runs: the members of an object, or of the objects in a list.
 *
 * @param members the shapes of its members, by name; empty if nothing is known of them
 */
public record Shape(Optional<Map<String, Shape>> members) {
    /** A value of which nothing is known. */
    public static final Shape UNKNOWN = new Shape(Optional.empty());

    /** Keywords of a schema with which it may have members beside its properties. */
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

    /** An object with members of which nothing more is known. */
    public static Shape of(String... names) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (String name : names) {
            members.put(name, UNKNOWN);
        }
        return new Shape(Optional.of(members));
    }

    /** That of a document in a composition: a mapping is an object with its keys. */
    public static Shape ofDocument(YamlNode node) {
        return node instanceof YamlMap map ? members(map, Shape::ofDocument) : UNKNOWN;
    }

    /** That of the values which a JSON Schema describes, and of their elements if they are lists. */
    public static Shape ofSchema(YamlNode node) {
        if (!(node instanceof YamlMap schema)) {
            return UNKNOWN;
        }
        boolean open = OPEN.stream()
                .map(schema::get)
                .anyMatch(keyword -> keyword != null && !Boolean.FALSE.equals(keyword.plain()));
        if (open) {
            return UNKNOWN;
        }
        if (schema.get("items") instanceof YamlMap items) {
            return schema.get("properties") == null ? ofSchema(items) : UNKNOWN;
        }
        return schema.get("properties") instanceof YamlMap properties
                ? members(properties, Shape::ofSchema).with(required(schema))
                : UNKNOWN;
    }

    private static List<String> required(YamlMap schema) {
        YamlNode node = schema.get("required");
        return node == null
                ? List.of()
                : node.each().stream().map(YamlNode::plain).map(String::valueOf).toList();
    }

    /** A copy that has these members, too; unchanged if nothing is known of its members. */
    public Shape with(Collection<String> more) {
        return members.map(known -> {
                    Map<String, Shape> all = new LinkedHashMap<>(known);
                    more.forEach(name -> all.putIfAbsent(name, UNKNOWN));
                    return new Shape(Optional.of(all));
                })
                .orElse(this);
    }

    private interface Kind {
        Shape of(YamlNode node);
    }

    private static Shape members(YamlMap map, Kind kind) {
        Map<String, Shape> members = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> members.put(name, kind.of(entry.value())));
        return new Shape(Optional.of(members));
    }

    /** The shape of a member; empty if there can be none with that name. */
    Optional<Shape> member(String name) {
        return members.isEmpty()
                ? Optional.of(UNKNOWN)
                : Optional.ofNullable(members.get().get(name));
    }

    /** The names of its members, as far as they are known. */
    Set<String> names() {
        return members.map(Map::keySet).orElse(Set.of());
    }
}
