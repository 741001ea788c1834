package dev.gather.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that the schema of an input names: its properties, and those of the schemas that it consists of. What only an
 * alternative of it names, such as one of {@code oneOf}, is a parameter that may be left out.
 */
final class InputParts {
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");
    private static final List<String> CONDITIONAL = List.of("then", "else");

    private final SchemaBundle bundle;
    private final Map<String, List<String>> sure = new LinkedHashMap<>();
    private final Map<String, List<String>> possible = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> visited = new HashSet<>();

    InputParts(SchemaBundle bundle) {
        this.bundle = bundle;
        collect("", true);
    }

    private void collect(String pointer, boolean always) {
        if (!(bundle.at(pointer) instanceof Map<?, ?> schema) || !visited.add(pointer + always)) {
            return;
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.keySet().forEach(name -> (always ? sure : possible)
                    .computeIfAbsent(String.valueOf(name), absent -> new ArrayList<>())
                    .add(pointer + "/properties/" + escaped(String.valueOf(name))));
        }
        if (always && schema.get("required") instanceof List<?> names) {
            names.forEach(name -> required.add(String.valueOf(name)));
        }
        bundle.targets(pointer).forEach(target -> collect(target, always));
        collectEach(pointer, schema.get("allOf"), "allOf", always);
        ALTERNATIVES.forEach(key -> collectEach(pointer, schema.get(key), key, false));
        CONDITIONAL.forEach(key -> collect(pointer + "/" + key, false));
        if (schema.get("dependentSchemas") instanceof Map<?, ?> dependent) {
            dependent
                    .keySet()
                    .forEach(name -> collect(pointer + "/dependentSchemas/" + escaped(String.valueOf(name)), false));
        }
    }

    private void collectEach(String pointer, @Nullable Object schemas, String key, boolean always) {
        int count = schemas instanceof List<?> list ? list.size() : 0;
        for (int i = 0; i < count; i++) {
            collect(pointer + "/" + key + "/" + i, always);
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The names of the parameters, in the order of the schema. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(sure.keySet());
        names.addAll(possible.keySet());
        names.addAll(required);
        return names;
    }

    /** Whether a caller has to give a parameter: it is required, and no default takes its place. */
    boolean mustBeGiven(String name) {
        return required.contains(name) && !hasDefault(name);
    }

    /** Whether a parameter is always in the input: it has to be given, or has a default. */
    boolean isAlwaysThere(String name) {
        return required.contains(name) || hasDefault(name);
    }

    private boolean hasDefault(String name) {
        return sure.getOrDefault(name, List.of()).stream().anyMatch(pointer -> hasDefault(pointer, new HashSet<>()));
    }

    private boolean hasDefault(String pointer, Set<String> seen) {
        if (!(bundle.at(pointer) instanceof Map<?, ?> schema) || !seen.add(pointer)) {
            return false;
        }
        int parts = schema.get("allOf") instanceof List<?> list ? list.size() : 0;
        boolean found = schema.containsKey("default");
        for (int i = 0; i < parts; i++) {
            found |= hasDefault(pointer + "/allOf/" + i, seen);
        }
        return found || bundle.targets(pointer).stream().anyMatch(target -> hasDefault(target, seen));
    }

    /** The schema of a parameter. */
    Object schema(String name) {
        List<String> always = sure.getOrDefault(name, List.of());
        return always.isEmpty() ? joined("anyOf", possible.getOrDefault(name, List.of())) : joined("allOf", always);
    }

    private Object joined(String key, List<String> pointers) {
        List<@Nullable Object> schemas =
                pointers.stream().<@Nullable Object>map(bundle::copy).distinct().toList();
        Object only = schemas.size() == 1 ? schemas.get(0) : null;
        return only != null ? only : schemas.isEmpty() ? Map.of() : Map.of(key, schemas);
    }
}
