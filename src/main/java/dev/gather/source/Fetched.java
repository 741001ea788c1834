package dev.gather.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param value a JSON value; may be null
 * @param response status and headers, if the answer came by HTTP
 * @param amount its size, for reports
 * @param unit the unit of the size, in the plural: {@code bytes}, {@code rows}
 * @param warnings what the backend warns of, for its operators: without values, hosts and SQL
 */
public record Fetched(
        @Nullable Object value, Optional<Response> response, long amount, String unit, Set<String> warnings) {
    /**
     * What an HTTP answer says beside its body.
     *
     * @param status its status
     * @param headers by name in lower case; several values of one name are joined with commas
     */
    public record Response(int status, Map<String, String> headers) {}

    /** An answer without warnings. */
    public Fetched(@Nullable Object value, Optional<Response> response, long amount, String unit) {
        this(value, response, amount, unit, Set.of());
    }

    /** An answer that did not come by HTTP. */
    public Fetched(@Nullable Object value, long amount, String unit) {
        this(value, Optional.empty(), amount, unit);
    }

    /** The same with what the backend warns of. */
    public Fetched warned(Set<String> told) {
        return new Fetched(value, response, amount, unit, told);
    }
}
