package dev.gather.web;

import dev.gather.execution.CallContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to an HTTP server of the process itself, and its answer.
 *
 * @param http as the server has it
 */
public record HttpExchange(HttpServerRequest http) {
    /**
     * The request as all front doors have it.
     *
     * @param body what was read of it; empty if it has none
     */
    public WebRequest request(byte[] body, CallContext call) {
        String path = http.path();
        String query = http.query();
        return new WebRequest(
                http.method().name(),
                path == null ? "" : path,
                query == null ? Map.of() : QueryString.parse(query),
                headers(),
                Map.of(),
                body,
                call);
    }

    /** HTTP/2 has the host elsewhere. */
    private Map<String, String> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        http.headers().forEach((name, value) -> headers.computeIfAbsent(name, first -> new ArrayList<>())
                .add(value));
        if (!http.headers().contains("host") && http.authority() != null) {
            headers.put("host", List.of(http.authority().toString()));
        }
        return WebRequest.joined(headers);
    }

    /** Sends an answer. */
    public void send(WebAnswer answer) {
        HttpServerResponse response = http.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        var unused = response.end(Buffer.buffer(answer.body()));
    }
}
