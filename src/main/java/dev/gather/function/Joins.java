package dev.gather.function;

import dev.gather.evaluation.Equality;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Values;
import dev.gather.function.BuiltIn.Arguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Gather adds to JSONata: {@code $join(left, key, right, key, as)} and {@code $index(list, key)}.
 * Their time is linear in the sum of the lists' lengths; that of a filter inside a map, in the product. Numbers are
 * equal by value; null equals nothing.
 */
final class Joins {
    private static final Signature STRINGS = Signature.of("<a<s>s?:s>");
    private static final int JOIN_ARGUMENTS = 5;

    static final List<BuiltIn> ALL = List.of(
            new BuiltIn("join", Signature.of("<xx?x?x?x?:x>"), 2, Joins::join),
            BuiltIn.of("index()", "<xx?:x>", Joins::index));

    private Joins() {}

    /** Calls JSONata's own {@code $join(strings, separator)} if there are fewer arguments. */
    private static @Nullable Object join(Arguments arguments) {
        if (arguments.values().size() < JOIN_ARGUMENTS || !arguments.has(JOIN_ARGUMENTS - 1)) {
            return joinStrings(arguments);
        }
        String leftKey = name(arguments, 1, "join");
        String rightKey = name(arguments, 3, "join");
        String as = name(arguments, 4, "join");
        Map<String, List<Object>> byKey = grouped(list(arguments, 2), rightKey, arguments.evaluation());
        List<Object> joined = new ArrayList<>();
        for (Object left : list(arguments, 0)) {
            if (!(left instanceof Map<?, ?> object)) {
                throw new EvaluationException("$join: an element of the left list has to be an object and is of type "
                        + Items.type(Items.read(left)));
            }
            joined.add(nested(object, as, byKey.get(key(object.get(leftKey), arguments.evaluation()))));
            arguments.evaluation().grown(joined.size(), object.size() + 1L);
        }
        return joined;
    }

    /** Left elements with the same key share one list of matches, so that a large product takes no memory. */
    private static Map<Object, @Nullable Object> nested(Map<?, ?> left, String as, @Nullable List<Object> matches) {
        Map<Object, @Nullable Object> nested = new LinkedHashMap<>(left);
        nested.put(as, matches == null ? List.of() : matches);
        return nested;
    }

    private static Map<String, List<Object>> grouped(List<?> elements, String key, Evaluation evaluation) {
        Map<String, List<Object>> groups = new HashMap<>();
        for (Object element : elements) {
            String value = element instanceof Map<?, ?> object ? key(object.get(key), evaluation) : null;
            if (value != null) {
                groups.computeIfAbsent(value, absent -> new ArrayList<>()).add(element);
                evaluation.grown(0, 2);
            }
        }
        return groups;
    }

    /** The key as a text, see {@link Equality#key}; null for null. */
    private static @Nullable String key(@Nullable Object stored, Evaluation evaluation) {
        return stored == null ? null : new Equality(evaluation).key(stored);
    }

    private static Object index(Arguments arguments) {
        String key = name(arguments, 1, "index");
        Map<String, Object> byKey = new LinkedHashMap<>();
        for (Object element : list(arguments, 0)) {
            Object value = element instanceof Map<?, ?> object ? object.get(key) : null;
            if (value != null) {
                byKey.put(Values.text(value), element);
                arguments.evaluation().grown(byKey.size(), 1);
            }
        }
        return byKey;
    }

    private static @Nullable Object joinStrings(Arguments arguments) {
        List<@Nullable Object> values = arguments.values();
        List<@Nullable Object> given = values.subList(0, Math.min(2, values.size()));
        List<@Nullable Object> checked = STRINGS.check(given, null, arguments.evaluation());
        if (!(checked.get(0) instanceof List<?> strings)) {
            return null;
        }
        String separator = checked.size() > 1 && checked.get(1) instanceof String text ? text : "";
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        for (Object string : strings) {
            int before = joined.length();
            joined.append(first ? "" : separator).append((String) string);
            arguments.evaluation().growing(joined.length(), joined.length() - before);
            first = false;
        }
        return joined.toString();
    }

    private static List<?> list(Arguments arguments, int index) {
        Object value = arguments.get(index);
        return value == null || value == Items.NULL ? List.of() : Items.list(value);
    }

    private static String name(Arguments arguments, int index, String function) {
        if (arguments.get(index) instanceof String text) {
            return text;
        }
        String fault = arguments.values().size() <= index
                ? " is missing"
                : " has to be a string and is of type " + Items.type(arguments.get(index));
        throw EvaluationException.of("T0410", "argument " + (index + 1) + " of $" + function + fault);
    }
}
