package dev.gather.source;

import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value before anything runs. It may be wider than the values that come, and never narrower, but that a
 * request which is not sent makes any source null.
 *
 * @param types the types that it can have; empty if nothing is known of them
 * @param members the shapes of an object's members, by name; empty if nothing is known of them
 * @param elements the shape of each element of a list; empty if nothing is known of them
 */
public record Shape(Set<Type> types, Optional<Map<String, Shape>> members, Optional<Shape> elements) {
    /** The types of JSON. A whole number may also be written with a fraction of zero. */
    public enum Type {
        NULL,
        BOOLEAN,
        INTEGER,
        NUMBER,
        STRING,
        ARRAY,
        OBJECT
    }

    /** A value of which nothing is known. */
    public static final Shape UNKNOWN = new Shape(Set.of(), Optional.empty(), Optional.empty());

    /** JSON's null. */
    public static final Shape NULL = of(Type.NULL);

    /** A value of one of these types. */
    public static Shape of(Type first, Type... more) {
        return new Shape(EnumSet.of(first, more), Optional.empty(), Optional.empty());
    }

    /** An object with members of which nothing more is known. */
    public static Shape object(String... names) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (String name : names) {
            members.put(name, UNKNOWN);
        }
        return object(members);
    }

    /** An object with these members, and no others. */
    public static Shape object(Map<String, Shape> members) {
        return new Shape(EnumSet.of(Type.OBJECT), Optional.of(members), Optional.empty());
    }

    /** A list of such elements. */
    public static Shape list(Shape elements) {
        return new Shape(EnumSet.of(Type.ARRAY), Optional.empty(), Optional.of(elements));
    }

    /** That of the values which a JSON Schema describes. */
    public static Shape ofSchema(@Nullable Object schema) {
        return new SchemaShape(schema).shape();
    }

    /** That of a document in a composition: a mapping is an object with its keys, and a text may have expressions in it. */
    public static Shape ofDocument(YamlNode node) {
        if (node instanceof YamlMap map) {
            Map<String, Shape> members = new LinkedHashMap<>();
            map.entries().forEach((name, entry) -> members.put(name, ofDocument(entry.value())));
            return object(members);
        }
        if (node instanceof YamlList list) {
            return list(list.elements().stream()
                    .map(Shape::ofDocument)
                    .reduce(Shape::or)
                    .orElse(UNKNOWN));
        }
        return ofScalar(((YamlScalar) node).value());
    }

    private static Shape ofScalar(@Nullable Object value) {
        return value instanceof String text && text.contains("{%") ? UNKNOWN : of(typeOf(value));
    }

    /** The type of a value of JSON. */
    static Type typeOf(@Nullable Object value) {
        if (value == null) {
            return Type.NULL;
        }
        if (value instanceof Number number) {
            return number instanceof Integer || number instanceof Long || number instanceof BigInteger
                    ? Type.INTEGER
                    : Type.NUMBER;
        }
        if (value instanceof Boolean) {
            return Type.BOOLEAN;
        }
        return value instanceof Map ? Type.OBJECT : value instanceof List ? Type.ARRAY : Type.STRING;
    }

    /** That of a value which has this shape or another one. */
    public Shape or(Shape other) {
        if (types.isEmpty() || other.types.isEmpty()) {
            return UNKNOWN;
        }
        Set<Type> all = EnumSet.copyOf(types);
        all.addAll(other.types);
        return new Shape(all, members(other), elements(other));
    }

    private Optional<Map<String, Shape>> members(Shape other) {
        if (!mayBe(Type.OBJECT) || !other.mayBe(Type.OBJECT)) {
            return mayBe(Type.OBJECT) ? members : other.members;
        }
        return members.flatMap(mine -> other.members.map(others -> {
            Map<String, Shape> all = new LinkedHashMap<>(mine);
            others.forEach((name, shape) -> all.merge(name, shape, Shape::or));
            return all;
        }));
    }

    private Optional<Shape> elements(Shape other) {
        if (!mayBe(Type.ARRAY) || !other.mayBe(Type.ARRAY)) {
            return mayBe(Type.ARRAY) ? elements : other.elements;
        }
        return elements.flatMap(mine -> other.elements.map(mine::or));
    }

    /** Whether a value of it may have a type. */
    public boolean mayBe(Type type) {
        return types.isEmpty() || types.contains(type);
    }

    /** A copy that has these members, too; unchanged if nothing is known of its members. */
    public Shape with(Collection<String> more) {
        return members.map(known -> {
                    Map<String, Shape> all = new LinkedHashMap<>(known);
                    more.forEach(name -> all.putIfAbsent(name, UNKNOWN));
                    return new Shape(types, Optional.of(all), elements);
                })
                .orElse(this);
    }

    /**
     * The shape of what a name selects: an object's member, or those of the objects in a list.
     *
     * @return empty if there can be nothing with that name
     */
    public Optional<Shape> member(String name) {
        if (types.isEmpty() && members.isEmpty() && elements.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        Optional<Shape> own = mayBe(Type.OBJECT) && (members.isPresent() || types.contains(Type.OBJECT))
                ? members.map(known -> Optional.ofNullable(known.get(name))).orElse(Optional.of(UNKNOWN))
                : Optional.empty();
        boolean list = mayBe(Type.ARRAY) && (elements.isPresent() || types.contains(Type.ARRAY));
        return list
                ? ofElements(name).map(each -> own.isPresent() ? UNKNOWN : each).or(() -> own)
                : own;
    }

    /** The shape of what a name selects from the elements of a list: a single result is no list, and none is nothing. */
    private Optional<Shape> ofElements(String name) {
        return elements.map(each -> each.member(name))
                .orElse(Optional.of(UNKNOWN))
                .map(each -> new Shape(Set.of(), each.members(), each.elements()));
    }

    /** The shape of each of its elements; its own if it is no list. */
    public Shape each() {
        boolean mayBeList = mayBe(Type.ARRAY) && (!types.isEmpty() || elements.isPresent());
        boolean mayBeObject = mayBe(Type.OBJECT) && (!types.isEmpty() || members.isPresent());
        if (mayBeList == mayBeObject) {
            return UNKNOWN;
        }
        return mayBeList ? elements.orElse(UNKNOWN) : new Shape(EnumSet.of(Type.OBJECT), members, Optional.empty());
    }

    /** The names of its members, or of those of its elements, as far as they are known. */
    public Set<String> names() {
        return members.map(Map::keySet)
                .orElseGet(() -> elements.map(Shape::names).orElse(Set.of()));
    }
}
