package dev.gather.mcp;

import dev.gather.execution.CallContext;
import dev.gather.web.Envelope;
import dev.gather.web.Failures;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import dev.gather.web.WebRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is sent to {@code /mcp}, with apostrophes in place of quotes.
 *
 * @param headers by name in lower case
 */
record Posted(Map<String, String> headers, Map<String, Object> claims, String body) {
    static final String STATELESS = "2026-07-28";
    static final String HANDSHAKE = "2025-11-25";

    /** What a request of the stateless revision says of itself. */
    static final String META = "'_meta': {'io.modelcontextprotocol/protocolVersion': '2026-07-28',"
            + " 'io.modelcontextprotocol/clientCapabilities': {}}";

    /** A request of the revision with a handshake. */
    static Posted handshake(String method, String params) {
        String message = "{'jsonrpc': '2.0', 'id': 1, 'method': '" + method + "', 'params': {" + params + "}}";
        return new Posted(Map.of("mcp-protocol-version", HANDSHAKE), Map.of(), message);
    }

    /** A request of the stateless revision. */
    static Posted stateless(String method, String params) {
        String message = "{'jsonrpc': '2.0', 'id': 1, 'method': '" + method + "', 'params': {" + params
                + (params.isEmpty() ? "" : ", ") + META + "}}";
        return new Posted(Map.of("mcp-protocol-version", STATELESS, "mcp-method", method), Map.of(), message);
    }

    Posted with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Posted(all, claims, body);
    }

    Posted by(Map<String, Object> caller) {
        return new Posted(headers, caller, body);
    }

    WebAnswer to(WebDoor door) {
        return to(door, "/mcp", Long.MAX_VALUE);
    }

    /** @param limit the most bytes that the door's answer has */
    WebAnswer to(WebDoor door, String path, long limit) {
        byte[] content = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        WebRequest request = new WebRequest("POST", path, Map.of(), headers, claims, content, CallContext.NONE);
        return door.handle(request, new AsItIs(limit)).await().atMost(Duration.ofSeconds(20));
    }

    static String text(WebAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static JsonObject json(WebAnswer answer) {
        return new JsonObject(text(answer));
    }

    private record AsItIs(long limit) implements Envelope<WebAnswer> {
        @Override
        public boolean takesBinary() {
            return false;
        }

        @Override
        public WebAnswer seal(WebAnswer answer) {
            if (answer.body().length > limit) {
                throw Failures.tooLargeAnswer(answer.body().length, limit);
            }
            return answer;
        }
    }
}
