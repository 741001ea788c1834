package dev.gather.door;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP answer; headers by name in lower case. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> headers, byte[] body) {
    /** Reads the document with which a function answers an HTTP event. */
    static Answer read(JsonObject document) {
        Map<String, String> headers = new TreeMap<>();
        document.getJsonObject("headers", new JsonObject())
                .forEach(header -> headers.put(header.getKey(), (String) header.getValue()));
        document.getJsonObject("multiValueHeaders", new JsonObject())
                .forEach(header -> headers.put(header.getKey(), ((JsonArray) header.getValue()).getString(0)));
        String body = document.getString("body");
        return new Answer(
                document.getInteger("statusCode"),
                headers,
                document.getBoolean("isBase64Encoded")
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8));
    }

    String header(String name) {
        return headers.get(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonObject json() {
        return new JsonObject(text());
    }
}
