package dev.gather.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.utils.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions that Gather adds to JSONata: {@code $join(left, key, right, key, as)} and {@code $index(list, key)}.
 * Both hash, so that they take time in proportion to the sum of their lists, where a filter inside a map takes it in
 * proportion to the product.
 */
final class Functions {
    static final String JOIN = "join";

    /**
     * Names that are functions where they are called and Gather's variables elsewhere: {@code $index} is the element's
     * position under {@code forEach} and {@code $error} the failure in a fallback. Calls are led to the second name,
     * which no variable can have.
     */
    static final Map<String, String> ALSO_VARIABLES = Map.of("index", "index()", "error", "error()");

    static final Set<String> NAMES = Set.of(JOIN);

    private static final int JOIN_ARGUMENTS = 5;

    private Functions() {}

    static void register(Jsonata jsonata) {
        jsonata.registerFunction(JOIN, new JFunction((input, arguments) -> join(input, arguments), null));
        jsonata.registerFunction("index()", new JFunction((input, arguments) -> index(arguments), null));
        jsonata.registerFunction("error()", new JFunction((input, arguments) -> error(), null));
    }

    /** JSONata's own {@code $join(strings, separator)} keeps working: ours is told apart by its five arguments. */
    private static Object join(Object input, List<?> arguments) {
        if (arguments.size() != JOIN_ARGUMENTS) {
            return joinStrings(input, arguments);
        }
        String leftKey = text(arguments.get(1), "2 of $join");
        String rightKey = text(arguments.get(3), "4 of $join");
        String as = text(arguments.get(4), "5 of $join");
        Map<Object, List<Object>> rightByKey = group(list(arguments.get(2)), rightKey);
        List<Object> joined = new ArrayList<>();
        for (Object left : list(arguments.get(0))) {
            joined.add(nest(left, leftKey, rightByKey, as));
        }
        return joined;
    }

    private static Object nest(Object left, String key, Map<Object, List<Object>> rightByKey, String as) {
        if (!(left instanceof Map<?, ?> map)) {
            throw new EvaluationException("$join: an element of the left list is not an object");
        }
        Map<Object, Object> nested = new LinkedHashMap<>(map);
        List<Object> matches = rightByKey.get(comparable(map.get(key)));
        nested.put(as, matches == null ? new ArrayList<>() : new ArrayList<>(matches));
        return nested;
    }

    private static Map<Object, List<Object>> group(List<?> elements, String key) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        for (Object element : elements) {
            Object value = element instanceof Map<?, ?> map ? comparable(map.get(key)) : null;
            if (value != null) {
                groups.computeIfAbsent(value, absent -> new ArrayList<>()).add(element);
            }
        }
        return groups;
    }

    private static Object index(List<?> arguments) {
        if (arguments.size() != 2) {
            throw new EvaluationException("$index takes 2 arguments: a list and a key");
        }
        String key = text(arguments.get(1), "2 of $index");
        Map<String, Object> byKey = new LinkedHashMap<>();
        for (Object element : list(arguments.get(0))) {
            Object value = element instanceof Map<?, ?> map ? map.get(key) : null;
            if (value != null && value != Jsonata.NULL_VALUE) {
                byKey.put(Values.text(value), element);
            }
        }
        return byKey;
    }

    private static Object joinStrings(Object input, List<?> arguments) {
        Object checked = new Signature("<a<s>s?:s>", JOIN).validate(arguments, input);
        List<?> valid = (List<?>) checked;
        List<String> strings = list(valid.get(0)).stream().map(Values::text).toList();
        String separator = valid.size() > 1 && valid.get(1) instanceof String given ? given : "";
        return valid.get(0) == null ? null : String.join(separator, strings);
    }

    /** JSONata's own {@code $error}: its message may hold values and is left out. */
    private static Object error() {
        throw new JException("D3137", -1);
    }

    /** Numbers are equal by value, whatever Java type they arrived in. Null is never equal to anything. */
    private static Object comparable(Object value) {
        return value == Jsonata.NULL_VALUE ? null : Values.canonical(value);
    }

    private static List<?> list(Object value) {
        return Values.list(value == Jsonata.NULL_VALUE ? null : value);
    }

    private static String text(Object value, String argument) {
        if (value instanceof String text) {
            return text;
        }
        throw new JException("T0410", -1, argument);
    }
}
