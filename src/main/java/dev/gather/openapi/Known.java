package dev.gather.openapi;

import dev.gather.source.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the value of an expression: it may be wider than the values that come, and never narrower.
 *
 * @param choices the schemas of which one holds for the value
 * @param absent whether there may be no value, which is JSONata's nothing
 */
record Known(List<Choice> choices, boolean absent) {
    private static final String NULL = "null";
    private static final String ANY = "any";
    private static final String ARRAY = "array";
    private static final String OBJECT = "object";
    private static final String TYPE = "type";
    private static final String ENUM = "enum";
    private static final String CONST = "const";

    private static final Comparator<String> NULL_LAST =
            Comparator.<String, Boolean>comparing(NULL::equals).thenComparing(Comparator.naturalOrder());

    /** Keywords that say nothing about the value itself. */
    private static final Set<String> NOTES =
            Set.of("title", "description", "examples", "default", "deprecated", "$comment");

    /**
     * The schema of values of one type.
     *
     * @param type the type; {@code any} if that is not known
     * @param schema the schema as it is written in the document
     * @param resolved the same, if that is a reference, what it leads to
     */
    record Choice(String type, Map<?, ?> schema, Map<?, ?> resolved) {
        boolean isEmptyList() {
            return schema.equals(emptyList());
        }

        /** Whether it is a list that may be empty, too. */
        boolean isAnyList() {
            return type.equals(ARRAY) && !isEmptyList() && !resolved.containsKey("minItems");
        }
    }

    /** Nothing is known of it, not even that there is a value. */
    static final Known UNKNOWN = new Known(List.of(new Choice(ANY, Map.of(), Map.of())), true);

    /** There is no value. */
    static final Known NOTHING = new Known(List.of(), true);

    /** A list without elements. */
    static final Known EMPTY_LIST = of(emptyList(), new Components());

    private static Map<String, @Nullable Object> emptyList() {
        Map<String, @Nullable Object> list = new LinkedHashMap<>(Schemas.of(ARRAY));
        list.put("maxItems", 0);
        return list;
    }

    /** A value of a type. */
    static Known ofType(String type) {
        return of(Schemas.of(type), new Components());
    }

    /** A list of such elements. */
    static Known list(Known elements) {
        return elements.choices.isEmpty()
                ? EMPTY_LIST
                : of(Schemas.list(elements.present().schema()), new Components());
    }

    /** A value for which a schema holds. */
    static Known of(@Nullable Object schema, Components components) {
        return new Known(choices(schema, components), false);
    }

    private static List<Choice> choices(@Nullable Object schema, Components components) {
        if (!(schema instanceof Map<?, ?> written)) {
            return Boolean.FALSE.equals(schema) ? List.of() : UNKNOWN.choices;
        }
        if (components.find(written.get("$ref")).orElse(null) instanceof Map<?, ?> target) {
            List<Choice> found = choices(target, components);
            return found.size() == 1 ? List.of(new Choice(found.get(0).type, written, found.get(0).resolved)) : found;
        }
        for (String key : List.of("anyOf", "oneOf")) {
            if (written.get(key) instanceof List<?> branches && isAlone(key, written)) {
                return branches.stream()
                        .flatMap(branch -> choices(branch, components).stream())
                        .distinct()
                        .toList();
            }
        }
        Set<String> types = types(written);
        return types.isEmpty()
                ? List.of(new Choice(ANY, written, written))
                : types.stream().map(type -> ofOneType(type, written)).toList();
    }

    private static boolean isAlone(String key, Map<?, ?> schema) {
        return schema.keySet().stream().allMatch(other -> other.equals(key) || NOTES.contains(other));
    }

    private static Set<String> types(Map<?, ?> schema) {
        Set<String> types = new LinkedHashSet<>();
        if (schema.get(TYPE) instanceof String type) {
            types.add(type);
        } else if (schema.get(TYPE) instanceof List<?> names) {
            names.forEach(name -> types.add(String.valueOf(name)));
            if (schema.containsKey(CONST)) {
                types.removeIf(type -> !fits(type, schema.get(CONST)));
            } else if (schema.get(ENUM) instanceof List<?> values) {
                types.removeIf(type -> values.stream().noneMatch(value -> fits(type, value)));
            }
        } else if (schema.get(ENUM) instanceof List<?> values) {
            values.forEach(value -> types.add(typeOf(value)));
        } else if (schema.containsKey(CONST)) {
            types.add(typeOf(schema.get(CONST)));
        }
        return types;
    }

    /** A schema of several types as that of one of them, without what it demands of the others. */
    private static Choice ofOneType(String type, Map<?, ?> schema) {
        if (type.equals(schema.get(TYPE))) {
            return new Choice(type, schema, schema);
        }
        Map<Object, @Nullable Object> own = new LinkedHashMap<>();
        own.put(TYPE, type);
        schema.forEach((key, value) -> {
            if (!key.equals(TYPE) && (!type.equals(NULL) || key.equals(ENUM)) && KeywordTypes.concern(key, type)) {
                own.put(key, value);
            }
        });
        own.computeIfPresent(ENUM, (key, values) -> ofType(type, values));
        return new Choice(type, own, own);
    }

    /** The values of a type; of null there is only one, which the type says. */
    private static @Nullable Object ofType(String type, Object values) {
        return type.equals(NULL) || !(values instanceof List<?> list)
                ? null
                : list.stream().filter(value -> fits(type, value)).toList();
    }

    private static boolean fits(String type, @Nullable Object value) {
        String found = typeOf(value);
        return found.equals(type)
                || (type.equals("integer") && found.equals("number"))
                || (type.equals("number") && found.equals("integer"));
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Number number) {
            return number.toString().matches("-?\\d+") ? "integer" : "number";
        }
        if (value instanceof Map) {
            return OBJECT;
        }
        return value instanceof List ? ARRAY : value instanceof Boolean ? "boolean" : "string";
    }

    /** A copy that may have no value. */
    Known orAbsent() {
        return orAbsent(true);
    }

    /** A copy that may have no value if that is so. */
    Known orAbsent(boolean possible) {
        return new Known(choices, absent || possible);
    }

    /** A copy that has a value. */
    Known present() {
        return new Known(choices, false);
    }

    /** What is known of the objects that get a member: of others it is not known whether they are objects. */
    Known withMember(String name, Known member) {
        Known all = new Known(List.of(), absent);
        for (Choice choice : choices) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            Set<Object> required = new LinkedHashSet<>();
            if (choice.resolved.get("properties") instanceof Map<?, ?> properties) {
                members.putAll(copy(properties));
            }
            if (choice.resolved.get("required") instanceof List<?> names) {
                required.addAll(names);
            }
            members.put(name, member.schema());
            required.add(name);
            Map<String, @Nullable Object> object = new LinkedHashMap<>(Schemas.object());
            object.put("required", List.copyOf(required));
            object.put("properties", members);
            all = all.or(of(object, new Components()));
        }
        return all;
    }

    /** A value of which this or the other is known. */
    Known or(Known other) {
        List<Choice> all = Stream.concat(choices.stream(), other.choices.stream())
                .distinct()
                .toList();
        boolean lists = all.stream().anyMatch(Choice::isAnyList);
        List<Choice> left =
                all.stream().filter(choice -> !lists || !choice.isEmptyList()).toList();
        return new Known(left, absent || other.absent);
    }

    /** What is known in a document, where no value is null. */
    Known inDocument() {
        return absent ? new Known(choices, false).or(of(Schemas.NULL, new Components())) : this;
    }

    /** Whether it may be null, or no value. */
    boolean mayBeNull() {
        return absent || choices.stream().anyMatch(choice -> choice.type.equals(NULL) || choice.type.equals(ANY));
    }

    /** Whether it is a list if it is a value at all. */
    boolean isList() {
        return choices.stream().allMatch(choice -> choice.type.equals(ARRAY));
    }

    /** Whether it may be a list, as far as is known. */
    boolean mayBeList() {
        return choices.stream().anyMatch(choice -> choice.type.equals(ARRAY) || choice.type.equals(ANY));
    }

    /** What is known of the elements of the lists that it may be, and of itself where it is none. */
    Known items(Components components) {
        Known items = new Known(List.of(), false);
        for (Choice choice : choices) {
            if (choice.type.equals(ANY)) {
                return UNKNOWN;
            }
            items = items.or(
                    choice.type.equals(ARRAY)
                            ? elements(choice.resolved, components)
                            : new Known(List.of(choice), false));
        }
        return items;
    }

    private static Known elements(Map<?, ?> list, Components components) {
        if (Objects.equals(list.get("maxItems"), 0)) {
            return new Known(List.of(), false);
        }
        boolean alike = list.containsKey("items") && !list.containsKey("prefixItems");
        return alike ? of(list.get("items"), components) : UNKNOWN;
    }

    /** What is known of what a name selects from it; nothing from what is no object. */
    Known member(String name, Components components) {
        Known found = new Known(List.of(), absent);
        for (Choice choice : choices) {
            if (choice.type.equals(ANY) || choice.type.equals(ARRAY)) {
                return UNKNOWN;
            }
            found = found.or(choice.type.equals(OBJECT) ? memberOf(choice.resolved, name, components) : NOTHING);
        }
        return found;
    }

    private static Known memberOf(Map<?, ?> object, String name, Components components) {
        if (object.get("properties") instanceof Map<?, ?> properties && properties.containsKey(name)) {
            boolean sure = object.get("required") instanceof List<?> required && required.contains(name);
            return of(properties.get(name), components).orAbsent(!sure);
        }
        boolean closed =
                Boolean.FALSE.equals(object.get("additionalProperties")) && !object.containsKey("patternProperties");
        return closed ? NOTHING : UNKNOWN;
    }

    /** Its schema; that of null if it can have no value. */
    Map<String, @Nullable Object> schema() {
        if (choices.isEmpty()) {
            return Schemas.NULL;
        }
        List<Map<?, ?>> others = new ArrayList<>();
        Set<String> types = new LinkedHashSet<>();
        for (Choice choice : choices) {
            if (choice.schema.isEmpty()) {
                return Map.of();
            }
            if (choice.schema.equals(Map.of(TYPE, choice.type))) {
                types.add(choice.type);
            } else if (!others.contains(choice.schema)) {
                others.add(choice.schema);
            }
        }
        if (types.contains("number")) {
            types.remove("integer");
        }
        return joined(others, types);
    }

    private static Map<String, @Nullable Object> joined(List<Map<?, ?>> others, Set<String> types) {
        if (others.size() == 1 && types.equals(Set.of(NULL)) && others.get(0).get(TYPE) instanceof String type) {
            return nullable(type, others.get(0));
        }
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        others.forEach(other -> all.add(copy(other)));
        if (!types.isEmpty()) {
            List<String> sorted = types.stream().sorted(NULL_LAST).toList();
            all.add(types.size() == 1 ? Schemas.of(sorted.get(0)) : new LinkedHashMap<>(Map.of(TYPE, sorted)));
        }
        return Schemas.either(all);
    }

    private static Map<String, @Nullable Object> nullable(String type, Map<?, ?> schema) {
        Map<String, @Nullable Object> copy = copy(schema);
        copy.put(TYPE, List.of(type, NULL));
        if (copy.containsKey(CONST)) {
            copy.put(ENUM, Arrays.asList(copy.remove(CONST), null));
        } else if (copy.get(ENUM) instanceof List<?> values) {
            List<@Nullable Object> all = new ArrayList<>(values);
            all.add(null);
            copy.put(ENUM, all);
        }
        return copy;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> schema) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
