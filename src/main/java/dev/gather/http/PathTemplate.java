package dev.gather.http;

import dev.gather.composition.SourceFailure;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A path whose segments may hold expressions. A value never leaves its segment: its slashes are encoded, and a segment
 * that would become {@code .}, {@code ..} or empty is refused, as is a value that holds such a part between slashes.
 *
 * @param segments the segments in their order
 */
record PathTemplate(List<Template> segments) {
    /** The path from its leading slash, percent-encoded, or nothing where a value in it is null. */
    Optional<String> render(Variables variables) {
        StringBuilder path = new StringBuilder();
        for (Template segment : segments) {
            Optional<String> text = ValueText.fill(segment, variables, PathTemplate::encode);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            path.append('/').append(segment.holes().isEmpty() ? text.get() : checked(text.get()));
        }
        return Optional.of(path.toString());
    }

    /** Some servers decode a slash before they route, so that a value must not climb behind an encoded one either. */
    private static String encode(String value) {
        String[] parts = value.split("[/\\\\]", -1);
        boolean climbs = parts.length > 1 && Stream.of(parts).anyMatch(part -> part.equals(".") || part.equals(".."));
        if (climbs || value.chars().anyMatch(Character::isISOControl)) {
            throw SourceFailure.of(
                    SourceFailure.Code.UNSAFE_VALUE, "a value would put dots or control characters into the path");
        }
        return PercentEncoding.encode(value);
    }

    private static String checked(String segment) {
        String dots = segment.replace("%2e", ".").replace("%2E", ".");
        if (dots.isEmpty() || dots.equals(".") || dots.equals("..")) {
            throw SourceFailure.of(SourceFailure.Code.UNSAFE_VALUE, "a value would make a path segment empty or dots");
        }
        return segment;
    }
}
