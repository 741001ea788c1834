package dev.gather.composition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP method and path that a composition answers, such as {@code GET /customers/{customerId}/overview}.
 *
 * @param method in upper case
 * @param segments the path's segments
 */
public record Route(String method, List<Segment> segments) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern ROUTE = Pattern.compile("([A-Za-z]+)\\s+(/\\S*)");
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]*)}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@-]+");

    /**
     * A segment of the path.
     *
     * @param text the literal text, or the parameter's name
     * @param parameter whether this is a parameter, which matches any text
     */
    public record Segment(String text, boolean parameter) {
        @Override
        public String toString() {
            return parameter ? "{" + text + "}" : text;
        }
    }

    /** Copies the segments. */
    public Route {
        segments = List.copyOf(segments);
    }

    /**
     * Parses a route.
     *
     * @throws IllegalArgumentException if the text is not a route; the message is for its author
     */
    public static Route parse(String text) {
        Matcher matcher = ROUTE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a route, write METHOD /path, as in GET /customers/{customerId}");
        }
        String method = matcher.group(1).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("unknown method " + matcher.group(1));
        }
        return new Route(method, segments(matcher.group(2)));
    }

    private static List<Segment> segments(String path) {
        List<Segment> segments = new ArrayList<>();
        Set<String> parameters = new HashSet<>();
        String inner = path.substring(1).replaceFirst("/$", "");
        for (String text : inner.isEmpty() ? new String[0] : inner.split("/", -1)) {
            Segment segment = segment(text);
            if (segment.parameter() && !parameters.add(segment.text())) {
                throw new IllegalArgumentException("the route has the parameter " + segment + " twice");
            }
            segments.add(segment);
        }
        return segments;
    }

    private static Segment segment(String text) {
        Matcher parameter = PARAMETER.matcher(text);
        if (parameter.matches()) {
            return new Segment(parameter.group(1), true);
        }
        if (!LITERAL.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("'" + text + "' is not a valid path segment");
        }
        return new Segment(text, false);
    }

    /** Whether both routes match the same requests, whatever the names of their parameters. */
    public boolean clashesWith(Route other) {
        return shape().equals(other.shape());
    }

    private String shape() {
        StringBuilder shape = new StringBuilder(method);
        segments.forEach(segment -> shape.append('/').append(segment.parameter() ? "{}" : segment.text()));
        return shape.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method).append(' ');
        segments.forEach(segment -> text.append('/').append(segment));
        return segments.isEmpty() ? text.append('/').toString() : text.toString();
    }
}
