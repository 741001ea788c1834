package dev.gather.door;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** What the events of several doors have in common. */
final class EventMembers {
    private EventMembers() {}

    static JsonObject payload2(Call call, String stage) {
        JsonObject context = new JsonObject()
                .put("stage", stage.isEmpty() ? "$default" : stage.substring(1))
                .put("http", new JsonObject().put("method", call.method()).put("path", stage + call.path()));
        return withBody(
                new JsonObject()
                        .put("version", "2.0")
                        .put("rawPath", stage + call.path())
                        .put("rawQueryString", call.query())
                        .put("headers", singles(call))
                        .put("requestContext", context),
                call);
    }

    static JsonObject loadBalancer(Call call) {
        JsonObject context = new JsonObject().put("elb", new JsonObject().put("targetGroupArn", "arn:aws:x"));
        return withBody(
                new JsonObject()
                        .put("requestContext", context)
                        .put("httpMethod", call.method())
                        .put("path", call.path()),
                call);
    }

    static JsonObject withBody(JsonObject event, Call call) {
        boolean none = call.body().length == 0;
        return event.put("body", none ? null : Base64.getEncoder().encodeToString(call.body()))
                .put("isBase64Encoded", !none);
    }

    static JsonObject singles(Call call) {
        JsonObject headers = new JsonObject();
        call.headers().forEach(headers::put);
        return headers;
    }

    static JsonObject lists(Call call) {
        JsonObject headers = new JsonObject();
        call.headers().forEach((name, value) -> headers.put(name, new JsonArray().add(value)));
        return headers;
    }

    /** The query as it came, with one value for a name: the last one. */
    static JsonObject lastOfQuery(Call call) {
        JsonObject query = new JsonObject();
        pairs(call).forEach(pair -> query.put(pair[0], pair[1]));
        return query;
    }

    /** The query as it came, with a list of values for each name. */
    static JsonObject query(Call call) {
        JsonObject query = new JsonObject();
        pairs(call).forEach(pair -> add(query, pair[0], pair[1]));
        return query;
    }

    /** The decoded query, with a list of values for each name. */
    static JsonObject decodedQuery(Call call) {
        JsonObject query = new JsonObject();
        pairs(call).forEach(pair -> add(query, decoded(pair[0]), decoded(pair[1])));
        return query;
    }

    /** The decoded query, with one value for a name: the last one. */
    static JsonObject lastOfDecodedQuery(Call call) {
        JsonObject query = new JsonObject();
        pairs(call).forEach(pair -> query.put(decoded(pair[0]), decoded(pair[1])));
        return query;
    }

    private static Stream<String[]> pairs(Call call) {
        return Arrays.stream(call.query().split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> (pair + "=").split("=", -1));
    }

    private static void add(JsonObject query, String name, String value) {
        query.put(name, query.getJsonArray(name, new JsonArray()).add(value));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
