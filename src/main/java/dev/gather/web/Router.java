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

/** Finds the composition that answers a method and a path. Literal segments come before parameters. */
final class Router {
    /** What a request leads to. */
    sealed interface Match {
        /**
         * A composition answers it.
         *
         * @param parameters the path's parameters, decoded
         */
        record Found(Composition composition, Map<String, Object> parameters) implements Match {}

        /**
         * The path is there, but not for this method.
         *
         * @param allowed the methods that it is there for
         */
        record OtherMethods(Collection<String> allowed) implements Match {}

        /** Nothing answers that path. */
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

    /** A key that sorts routes by their first parameter: the later it comes, the earlier the route. */
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

    /** The decoded segments; a slash that was encoded stays within its segment. A slash at the end is tolerated. */
    private static List<String> segments(String path) {
        String inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
        List<String> segments = new ArrayList<>();
        for (String segment : inner.isEmpty() ? new String[0] : inner.split("/", -1)) {
            segments.add(QueryString.decodeSegment(segment));
        }
        return segments;
    }
}
