package dev.gather.door;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request, for any door.
 *
 * @param path percent-encoded
 * @param query percent-encoded, without its question mark
 */
@SuppressWarnings("ArrayRecordComponent")
record Call(String method, String path, String query, Map<String, String> headers, byte[] body) {
    static Call get(String target) {
        return of("GET", target);
    }

    static Call of(String method, String target) {
        String[] parts = target.split("\\?", 2);
        return new Call(method, parts[0], parts.length > 1 ? parts[1] : "", Map.of(), new byte[0]);
    }

    /** A request with a JSON document. */
    static Call post(String target, String json) {
        return of("POST", target).with("Content-Type", "application/json").with(json);
    }

    Call with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Call(method, path, query, all, body);
    }

    Call with(String content) {
        return with(content.getBytes(StandardCharsets.UTF_8));
    }

    Call with(byte[] content) {
        return new Call(method, path, query, headers, content);
    }

    /** Path and query. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
