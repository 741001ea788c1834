package dev.gather.web;

import dev.gather.time.CutOff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, through whichever door it came.
 *
 * @param method in capitals
 * @param path percent-encoded, from its leading slash
 * @param query the decoded values of each parameter
 * @param headers by name in lower case; repeated ones joined with commas
 * @param claims what the platform says of the caller; empty where it says nothing
 * @param body the content, empty where there is none
 * @param cutOff when the platform ends the call, if it is known
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Map<String, Object> claims,
        byte[] body,
        Optional<CutOff> cutOff) {
    /** The same request without a base path before its own, where it has one. */
    public WebRequest below(String basePath) {
        String base = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        return base.isEmpty() ? this : new WebRequest(method, below(base, path), query, headers, claims, body, cutOff);
    }

    /** A path without another one before it, where that ends with a segment of it. */
    public static String below(String base, String path) {
        return path.equals(base) || path.startsWith(base + "/") ? path.substring(base.length()) : path;
    }

    /** Whether it only asks for something. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** What expressions see of it, {@code $request}. */
    public Map<String, Object> variable() {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("method", method);
        variable.put("path", path);
        variable.put("headers", headers);
        variable.put("claims", claims);
        return variable;
    }
}
