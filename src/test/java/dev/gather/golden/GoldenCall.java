package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One call of a golden case's composition, and what has to come of it.
 *
 * @param content {@code input}; {@code output} or {@code error}; for a call by HTTP {@code request} in
 *     place of {@code input}, with headers that it {@code sends} and a body of {@code json}, and {@code status} and
 *     {@code headers} of the answer; {@code within} and {@code atLeast}, how long the call may and
 *     must take; and {@code after}, the time that passes before it, all three in milliseconds
 */
record GoldenCall(Map<String, Object> content) {
    static final Set<String> KEYS = Set.of(
            "input", "request", "sends", "json", "status", "headers", "output", "error", "within", "atLeast", "after");

    /** Refuses misspelt keys, which would check nothing. */
    GoldenCall {
        if (!KEYS.containsAll(content.keySet())) {
            throw new IllegalArgumentException("a call has an unknown key among " + content.keySet());
        }
    }

    /** The call of a case that has one. */
    static GoldenCall of(Map<String, Object> golden) {
        Map<String, Object> content = new HashMap<>(golden);
        content.keySet().retainAll(KEYS);
        return new GoldenCall(content);
    }

    /** The event that makes the call. */
    JsonObject event(String composition) {
        return byHttp() ? httpEvent() : new JsonObject(Map.of("composition", composition, "input", input()));
    }

    /** The parameters of a direct call. */
    @SuppressWarnings("unchecked")
    Map<String, Object> input() {
        return (Map<String, Object>) content.getOrDefault("input", Map.of());
    }

    /** Whether it is made by HTTP. */
    boolean byHttp() {
        return content.containsKey("request");
    }

    /** An event of API Gateway's HTTP APIs. */
    private JsonObject httpEvent() {
        String[] request = ((String) content.get("request")).split(" ", 2);
        String[] target = request[1].split("\\?", 2);
        JsonObject http = new JsonObject(Map.of("method", request[0], "path", target[0]));
        JsonObject event = new JsonObject()
                .put("version", "2.0")
                .put("rawPath", target[0])
                .put("rawQueryString", target.length > 1 ? target[1] : "")
                .put("headers", Planted.with(sends()))
                .put("requestContext", new JsonObject().put("http", http));
        return content.containsKey("json")
                ? event.put("body", Json.encode(content.get("json"))).put("isBase64Encoded", false)
                : event;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> sends() {
        return (Map<String, Object>) content.getOrDefault("sends", Map.of());
    }

    /** Checks the status and the headers of an answer by HTTP: null is a header that it must not have. */
    void checkHttp(JsonObject answer) {
        assertEquals(status(), answer.getInteger("statusCode"), answer.encode());
        Map<?, ?> headers = (Map<?, ?>) content.getOrDefault("headers", Map.of());
        headers.forEach((name, value) ->
                assertEquals(value, answer.getJsonObject("headers").getValue(String.valueOf(name)), answer.encode()));
    }

    /** The status of an answer by HTTP. */
    int status() {
        return (Integer) content.getOrDefault("status", 200);
    }

    boolean fails() {
        return content.containsKey("error");
    }

    /** The output document, or the function error. */
    Object answer() {
        return content.get(fails() ? "error" : "output");
    }

    /** The time that passes before the call. */
    Duration after() {
        return Duration.ofMillis(millis("after", 0));
    }

    /** How many milliseconds the call may take. */
    int most() {
        return millis("within", Integer.MAX_VALUE);
    }

    /** How many milliseconds the call must take. */
    int least() {
        return millis("atLeast", 0);
    }

    private int millis(String key, int otherwise) {
        return (Integer) content.getOrDefault(key, otherwise);
    }
}
