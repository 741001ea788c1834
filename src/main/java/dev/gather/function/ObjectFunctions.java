package dev.gather.function;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import dev.gather.function.BuiltIn.Arguments;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions over objects, and those over values of any type. */
final class ObjectFunctions {
    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("boolean", "<x-:b>", a -> a.has(0) ? Items.isTrue(a.get(0), a.evaluation()) : null),
            BuiltIn.of("not", "<x-:b>", a -> a.has(0) ? !Items.isTrue(a.get(0), a.evaluation()) : null),
            BuiltIn.of("exists", "<x:b>", a -> a.has(0)),
            BuiltIn.of("type", "<x:s>", a -> a.has(0) ? Items.type(a.get(0)) : null),
            BuiltIn.of("keys", "<x-:a<s>>", ObjectFunctions::keys),
            BuiltIn.of("lookup", "<x-s:x>", a -> a.has(1) ? Lookup.of(a.get(0), a.text(1), a.evaluation()) : null),
            BuiltIn.of("spread", "<x-:a<o>>", ObjectFunctions::spread),
            BuiltIn.of("merge", "<a<o>:o>", ObjectFunctions::merge),
            BuiltIn.of("clone", "<(oa)-:o>", a -> a.get(0)));

    private ObjectFunctions() {}

    private static Object keys(Arguments arguments) {
        Set<Object> names = new LinkedHashSet<>();
        addKeys(arguments.get(0), names, arguments.evaluation());
        Sequence keys = Sequence.empty();
        keys.putAll(List.copyOf(names));
        return keys;
    }

    private static void addKeys(@Nullable Object value, Set<Object> names, Evaluation evaluation) {
        evaluation.step();
        if (value instanceof Map<?, ?> object) {
            object.keySet().forEach(name -> {
                evaluation.grown(names.size(), names.add(name) ? 1 : 0);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> addKeys(element, names, evaluation));
        }
    }

    private static @Nullable Object spread(Arguments arguments) {
        Object value = arguments.get(0);
        if (!(value instanceof Map || value instanceof List)) {
            return value;
        }
        Sequence parts = Sequence.empty();
        addParts(value, parts, arguments.evaluation());
        return parts;
    }

    private static void addParts(@Nullable Object value, Sequence parts, Evaluation evaluation) {
        evaluation.step();
        if (value instanceof List<?> list) {
            list.forEach(element -> addParts(Items.read(element), parts, evaluation));
        } else if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> {
                Map<Object, @Nullable Object> part = new LinkedHashMap<>(2);
                part.put(name, member);
                parts.put(part);
                evaluation.grown(parts.size(), 2);
            });
        } else {
            parts.put(value);
            evaluation.grown(parts.size(), 1);
        }
    }

    private static @Nullable Object merge(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
        for (Object object : arguments.list(0)) {
            merged.putAll((Map<?, ?>) object);
            arguments.evaluation().grown(merged.size(), ((Map<?, ?>) object).size());
        }
        return merged;
    }
}
