package dev.gather.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directives of a {@code Cache-Control} header. Of a directive that is there twice, the first counts; one with a space
 * before its equals sign is none.
 *
 * @param directives what stands behind the equals sign, by name in lower case; empty without one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#name-cache-control">RFC 9111, Cache-Control</a>
 */
record CacheControl(Map<String, String> directives) {
    private static final CacheControl NONE = new CacheControl(Map.of());
    private static final Pattern NAME = Pattern.compile("[^\\s\"]++");
    private static final Pattern SECONDS = Pattern.compile("[0-9]++");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /** The longest time that a header can mean, in seconds: some 68 years. */
    private static final long MOST_SECONDS = Integer.MAX_VALUE;

    /** More digits are a longer time. */
    private static final int MOST_DIGITS = 10;

    /** @param header its value, several joined with commas; null if it is absent */
    static CacheControl of(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        Map<String, String> directives = new HashMap<>();
        for (String part : parts(header)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (NAME.matcher(name).matches()) {
                directives.putIfAbsent(
                        name.toLowerCase(Locale.ROOT), equals < 0 ? "" : unquoted(part.substring(equals + 1)));
            }
        }
        return new CacheControl(directives);
    }

    /** What stands between the commas that are not within quotes, without the spaces around it. */
    static List<String> parts(String header) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                parts.add(header.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(header.substring(start).strip());
        return parts;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? ESCAPED.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }

    boolean has(String directive) {
        return directives.containsKey(directive);
    }

    /** The time of a directive: none at all if it is there and cannot be read; empty if it is absent. */
    Optional<Duration> time(String directive) {
        return Optional.ofNullable(directives.get(directive))
                .map(text -> seconds(text).orElse(Duration.ZERO));
    }

    /** A number of seconds as HTTP has it, as far as it can be represented; empty if it is not one. */
    static Optional<Duration> seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.replaceFirst("^0+(?=.)", "");
        return Optional.of(Duration.ofSeconds(
                digits.length() > MOST_DIGITS ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(digits))));
    }
}
