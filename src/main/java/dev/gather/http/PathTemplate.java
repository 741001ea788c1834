package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A path whose segments may contain expressions. A value cannot reach beyond its segment: its slashes are encoded, and a
 * segment that would become {@code .}, {@code ..} or empty is refused, even if it would only after decoding, or only a
 * part of it between decoded slashes would.
 *
 * @param segments the segments in their order
 */
record PathTemplate(List<Template> segments) {
    /** Servers decode once, behind some proxies twice; and one more to be safe. */
    private static final int MOST_DECODINGS = 3;

    /** The path from its leading slash, percent-encoded; empty if a value in it is null. */
    Optional<String> render(Variables variables) {
        StringBuilder path = new StringBuilder();
        for (Template segment : segments) {
            Optional<String> text = ValueText.fill(segment, variables, PathTemplate::encode);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            path.append('/').append(segment.isLiteral() ? text.get() : checked(text.get()));
        }
        return Optional.of(path.toString());
    }

    private static String encode(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw Failure.of(Code.UNSAFE_VALUE, "a value would put control characters into the path");
            }
        }
        return PercentEncoding.encode(value);
    }

    /** Checks the whole segment, since two values may each contribute a dot. */
    private static String checked(String segment) {
        if (isSegment(segment)) {
            return segment;
        }
        throw Failure.of(Code.UNSAFE_VALUE, "a value would make a path segment empty or dots");
    }

    /** Whether a text stays within its segment: it is neither empty nor dots, and would not be so after decoding. */
    static boolean isSegment(String text) {
        String decoded = text;
        for (int i = 0; i <= MOST_DECODINGS; i++) {
            if (climbs(decoded)) {
                return false;
            }
            if (decoded.indexOf('%') < 0) {
                return true;
            }
            decoded = decoded(decoded);
        }
        return true;
    }

    /** Some servers decode slashes before they route, or end a segment at a backslash or a semicolon. */
    private static boolean climbs(String segment) {
        int start = 0;
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '/' || segment.charAt(i) == '\\') {
                if (isDots(segment.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return segment.isEmpty() || isDots(segment.substring(start));
    }

    private static boolean isDots(String part) {
        int end = part.indexOf(';');
        String name = end < 0 ? part : part.substring(0, end);
        return name.equals(".") || name.equals("..");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A percent sign in it is not an escape.
        }
    }
}
