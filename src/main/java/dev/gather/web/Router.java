package dev.gather.web;

import dev.gather.composition.Composition;
import dev.gather.composition.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the composition with the route for a method and a path. Literal segments take precedence over parameters. */
final class Router {
    /** The result of a search. */
    sealed interface Match {
        /**
         * A composition has a matching route.
         *
         * @param parameters the path's decoded parameters
         */
        record Found(Composition composition, Map<String, Object> parameters) implements Match {}

        /**
         * Routes match the path, but not the method.
         *
         * @param allowed the methods for that path
         */
        record OtherMethods(Collection<String> allowed) implements Match {}

        /** No route matches the path. */
        record Nothing() implements Match {}
    }

    private Router() {}

    static Match find(String method, String path, Collection<Composition> compositions) {
        List<String> segments = segments(path);
        List<Composition> matching = compositions.stream()
                .filter(composition -> composition.endpoint().route().isPresent())
                .filter(composition -> matches(route(composition), segments))
                .sorted(Comparator.comparing(Router::parametersLast)
                        .thenComparing(
                                composition -> !route(composition).method().equals(method)))
                .toList();
        if (matching.isEmpty()) {
            return new Match.Nothing();
        }
        return matching.stream()
                .filter(composition -> answers(route(composition), method))
                .findFirst()
                .<Match>map(composition -> new Match.Found(composition, parameters(route(composition), segments)))
                .orElseGet(() -> new Match.OtherMethods(methods(matching)));
    }

    private static boolean answers(Route route, String method) {
        return route.method().equals(method) || (route.method().equals("GET") && method.equals("HEAD"));
    }

    private static boolean matches(Route route, List<String> segments) {
        if (route.segments().size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            Route.Segment expected = route.segments().get(i);
            String given = segments.get(i);
            if (expected.parameter() ? given.isEmpty() : !expected.text().equals(given)) {
                return false;
            }
        }
        return true;
    }

    /** A key that sorts routes by their first parameter: the later that comes in the path, the earlier the route. */
    private static String parametersLast(Composition composition) {
        StringBuilder key = new StringBuilder();
        route(composition).segments().forEach(segment -> key.append(segment.parameter() ? '1' : '0'));
        return key.toString();
    }

    private static Map<String, Object> parameters(Route route, List<String> segments) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (route.segments().get(i).parameter()) {
                parameters.put(route.segments().get(i).text(), segments.get(i));
            }
        }
        return parameters;
    }

    private static Collection<String> methods(List<Composition> compositions) {
        TreeSet<String> methods = new TreeSet<>();
        compositions.forEach(composition -> methods.add(route(composition).method()));
        methods.add("OPTIONS");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Route route(Composition composition) {
        return composition.endpoint().route().orElseThrow();
    }

    /** The decoded segments. An encoded slash stays within its segment, and one slash at the end is ignored. */
    private static List<String> segments(String path) {
        String inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
        List<String> segments = new ArrayList<>();
        for (String segment : inner.isEmpty() ? new String[0] : inner.split("/", -1)) {
            segments.add(QueryString.decodeSegment(segment));
        }
        return segments;
    }
}
