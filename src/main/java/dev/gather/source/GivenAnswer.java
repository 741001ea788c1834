package dev.gather.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test says that a backend answers.
 *
 * @param status the HTTP status, for a backend that has such
 * @param headers by name in lower case, likewise
 * @param value what the backend sends, before the source checks it or makes its own value of it: a JSON value or, of a backend
 *     that has statuses, a {@code byte[]}
 */
public record GivenAnswer(
        int status, Map<String, String> headers, @Nullable Object value) {
    /** The status of an answer that says none. */
    public static final int OK = 200;
}
