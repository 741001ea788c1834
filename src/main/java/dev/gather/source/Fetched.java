package dev.gather.source;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param value a JSON value; may be null
 * @param response status and headers, if the answer came by HTTP
 * @param amount its size, for reports
 * @param unit the unit of the size, in the plural: {@code bytes}, {@code rows}
 */
public record Fetched(@Nullable Object value, Optional<Response> response, long amount, String unit) {
    /**
     * What an HTTP answer says beside its body.
     *
     * @param status its status
     * @param headers by name in lower case; several values of one name are joined with commas
     */
    public record Response(int status, Map<String, String> headers) {}

    /** An answer that did not come by HTTP. */
    public Fetched(@Nullable Object value, long amount, String unit) {
        this(value, Optional.empty(), amount, unit);
    }
}
