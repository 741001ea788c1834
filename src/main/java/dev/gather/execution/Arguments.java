package dev.gather.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, not yet validated.
 *
 * @param texts parameters from path, query and form: each a string, or a list of strings if it was repeated
 * @param values parameters from a JSON document; {@code texts} take precedence
 * @param request the incoming request, {@code $request}
 * @param call what the caller's platform says about it
 */
public record Arguments(
        Map<String, Object> texts,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> request,
        CallContext call) {
    /** The arguments of a call that is no HTTP request. It has a {@code $request}, too, so that compositions can test it. */
    public static Arguments direct(Map<String, Object> texts, Map<String, @Nullable Object> values, CallContext call) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("method", null);
        request.put("path", null);
        request.put("headers", call.traced(Map.of()));
        request.put("claims", Map.of());
        call.tenant().ifPresent(tenant -> request.put("tenant", tenant));
        call.clientContext().ifPresent(context -> request.put("clientContext", context));
        return new Arguments(texts, values, request, call);
    }
}
