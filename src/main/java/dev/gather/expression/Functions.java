package dev.gather.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The built-in functions by their names: JSONata's, and those that Gather adds. */
final class Functions {
    static final String JOIN = "join";

    /**
     * Names that are functions where they are called and Gather's variables elsewhere: {@code $index} is the element's
     * position under {@code forEach} and {@code $error} the failure in a fallback. Calls are led to the second name,
     * which no variable can have.
     */
    static final Map<String, String> ALSO_VARIABLES = Map.of("index", "index()", "error", "error()");

    static final Set<String> NAMES = Set.of(JOIN);

    private static final Map<String, BuiltIn> ALL = all();

    private Functions() {}

    /** The function of that name, or null. */
    static BuiltIn get(String name) {
        return ALL.get(name);
    }

    private static Map<String, BuiltIn> all() {
        Map<String, BuiltIn> byName = new HashMap<>();
        Stream.of(
                        NumberFunctions.ALL,
                        TextFunctions.ALL,
                        SearchFunctions.ALL,
                        ListFunctions.ALL,
                        HigherOrderFunctions.ALL,
                        ObjectFunctions.ALL,
                        UrlFunctions.ALL,
                        PictureFunctions.ALL,
                        Joins.ALL)
                .flatMap(List::stream)
                .forEach(function -> byName.put(function.name(), function));
        return byName;
    }
}
