package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import dev.gather.function.BuiltIn.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that call a function for each element or member. */
final class HigherOrderFunctions {
    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("map", "<af>", HigherOrderFunctions::map),
            BuiltIn.of("filter", "<af>", HigherOrderFunctions::filter),
            BuiltIn.of("single", "<af?>", HigherOrderFunctions::single),
            BuiltIn.of("reduce", "<afj?:j>", HigherOrderFunctions::reduce),
            BuiltIn.of("each", "<o-f:a>", HigherOrderFunctions::each),
            BuiltIn.of("sift", "<o-f:o>", HigherOrderFunctions::sift));

    private HigherOrderFunctions() {}

    /** Calls the function with a value, its position or name, and the whole list or object, as far as it takes them. */
    private static @Nullable Object call(Arguments arguments, @Nullable Object value, Object key) {
        Callable function = arguments.function(1);
        List<@Nullable Object> given = new ArrayList<>(3);
        given.add(value);
        if (function.arity() >= 2) {
            given.add(key);
        }
        if (function.arity() >= 3) {
            given.add(arguments.get(0));
        }
        return arguments.evaluation().call(function, given);
    }

    private static boolean isTrue(@Nullable Object value, Arguments arguments) {
        return Items.isTrue(value, arguments.evaluation());
    }

    private static @Nullable Object map(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        Sequence mapped = Sequence.empty();
        List<?> list = arguments.list(0);
        for (int i = 0; i < list.size(); i++) {
            put(mapped, call(arguments, Items.read(list.get(i)), i), arguments);
        }
        return mapped;
    }

    private static void put(Sequence sequence, @Nullable Object value, Arguments arguments) {
        if (value != null) {
            sequence.put(value);
            arguments.evaluation().grown(sequence.size(), 1);
        }
    }

    private static @Nullable Object filter(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        Sequence kept = Sequence.empty();
        List<?> list = arguments.list(0);
        for (int i = 0; i < list.size(); i++) {
            Object element = Items.read(list.get(i));
            if (isTrue(call(arguments, element, i), arguments)) {
                put(kept, element, arguments);
            }
        }
        return kept;
    }

    private static @Nullable Object single(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        List<@Nullable Object> found = new ArrayList<>(1);
        List<?> list = arguments.list(0);
        for (int i = 0; i < list.size(); i++) {
            Object element = Items.read(list.get(i));
            if (!arguments.has(1) || isTrue(call(arguments, element, i), arguments)) {
                found.add(element);
            }
            if (found.size() > 1) {
                throw EvaluationException.of("D3138", "more than one element matches");
            }
        }
        if (found.isEmpty()) {
            throw EvaluationException.of("D3139", "no element matches");
        }
        return found.get(0);
    }

    private static @Nullable Object reduce(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        List<?> list = arguments.list(0);
        Callable function = arguments.function(1);
        if (function.arity() < 2) {
            throw EvaluationException.of("D3050", "the function that reduces has to take two arguments");
        }
        boolean startsWithFirst = !arguments.has(2) && !list.isEmpty();
        Object reduced = startsWithFirst ? Items.read(list.get(0)) : arguments.get(2);
        for (int i = startsWithFirst ? 1 : 0; i < list.size(); i++) {
            List<@Nullable Object> given = new ArrayList<>(4);
            given.add(reduced);
            given.add(Items.read(list.get(i)));
            if (function.arity() >= 3) {
                given.add(i);
            }
            if (function.arity() >= 4) {
                given.add(list);
            }
            reduced = arguments.evaluation().call(function, given);
        }
        return reduced;
    }

    private static Object each(Arguments arguments) {
        Sequence made = Sequence.empty();
        if (arguments.get(0) instanceof Map<?, ?> object) {
            object.forEach((name, member) -> put(made, call(arguments, Items.read(member), name), arguments));
        }
        return made;
    }

    private static @Nullable Object sift(Arguments arguments) {
        if (!(arguments.get(0) instanceof Map<?, ?> object)) {
            return null;
        }
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        object.forEach((name, member) -> {
            if (isTrue(call(arguments, Items.read(member), name), arguments)) {
                kept.put(name, member);
                arguments.evaluation().grown(kept.size(), 1);
            }
        });
        return kept.isEmpty() ? null : kept;
    }
}
