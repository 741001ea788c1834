package dev.gather.function;

import dev.gather.evaluation.Callable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The built-in functions by their names: JSONata's, those of AWS Step Functions, and Gather's own. */
public final class Functions {
    /**
     * Names of functions that are also names of Gather's variables: {@code $index} is the element's position under
     * {@code forEach}, and {@code $error} the failure in a fallback. In a call the name is replaced by the second one,
     * which no variable can have.
     */
    public static final Map<String, String> ALSO_VARIABLES = Map.of("index", "index()", "error", "error()");

    private static final Map<String, BuiltIn> ALL = all();

    /** The names of all functions, as expressions call them. */
    public static final Set<String> NAMES = names();

    private static final Signature NOW = Signature.of("<s?s?:s>");
    private static final Signature MILLIS = Signature.of("<:n>");

    private Functions() {}

    /**
     * The function with a name, or null.
     *
     * @param millis the moment that {@code $now} and {@code $millis} return, in milliseconds since 1970
     */
    public static @Nullable Callable get(String name, long millis) {
        return switch (name) {
            case "now" ->
                new BuiltIn(
                        name,
                        NOW,
                        2,
                        given -> PictureFunctions.now(millis, (String) given.get(0), (String) given.get(1)));
            case "millis" -> new BuiltIn(name, MILLIS, 0, given -> millis);
            default -> ALL.get(name);
        };
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of("now", "millis"));
        ALL.values().forEach(function -> names.add(function.calledName()));
        return Collections.unmodifiableSet(names);
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
                        Refusals.ALL,
                        StepFunctions.ALL,
                        UrlFunctions.ALL,
                        SqlFunctions.ALL,
                        PictureFunctions.ALL,
                        Joins.ALL)
                .flatMap(List::stream)
                .forEach(function -> byName.put(function.name(), function));
        return byName;
    }
}
