package dev.gather.web;

import dev.gather.composition.Composition;
import dev.gather.composition.Route;
import dev.gather.execution.CallContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, independent of the front door.
 *
 * @param method in upper case
 * @param path percent-encoded, from its leading slash
 * @param query the decoded values of each parameter
 * @param headers by name in lower case; repeated ones joined with commas
 * @param claims the platform's verified statements about the caller, or empty
 * @param body the content, or empty
 * @param call what the platform says about the call
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Map<String, @Nullable Object> claims,
        byte[] body,
        CallContext call) {
    /** A copy without the base path in front of its path; unchanged if it has none. */
    public WebRequest below(String basePath) {
        String base = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        return base.isEmpty() ? this : new WebRequest(method, below(base, path), query, headers, claims, body, call);
    }

    /** A path without the base in front of it; unchanged unless the base is a number of its whole segments. */
    public static String below(String base, String path) {
        return path.equals(base) || path.startsWith(base + "/") ? path.substring(base.length()) : path;
    }

    /** Headers by name in lower case. Several values are joined with commas, cookies with semicolons. */
    public static Map<String, String> joined(Map<String, List<String>> headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            String separator = name.equals("cookie") ? "; " : ", ";
            joined.merge(name, String.join(separator, values), (first, second) -> first + separator + second);
        });
        return joined;
    }

    /** A copy that is known to have come by the composition's route. */
    WebRequest by(Composition composition) {
        Optional<String> route = composition.endpoint().route().map(Route::toString);
        return route.map(pattern -> new WebRequest(method, path, query, headers, claims, body, call.by(pattern)))
                .orElse(this);
    }

    /** Whether the method is GET or HEAD. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The variable {@code $request} of expressions. */
    public Map<String, @Nullable Object> variable() {
        Map<String, @Nullable Object> variable = new LinkedHashMap<>();
        variable.put("method", method);
        variable.put("path", path);
        variable.put("headers", call.traced(headers));
        variable.put("claims", claims);
        call.tenant().ifPresent(tenant -> variable.put("tenant", tenant));
        return variable;
    }
}
