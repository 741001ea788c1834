package dev.gather.door;

import dev.gather.web.QueryString;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends the same call through any of the doors, and reads the answer back from each door's shape. */
enum Doors {
    /** quarkus-rest. */
    LOCAL {
        @Override
        Answer send(Call call) {
            RequestSpecification request = plain().urlEncodingEnabled(false).port(port("quarkus.http.test-port"));
            call.headers().forEach(request::header);
            if (call.body().length > 0) {
                request.body(call.body());
            }
            Response response =
                    request.request(call.method(), call.path() + (call.query().isEmpty() ? "" : "?" + call.query()));
            Map<String, String> headers = new TreeMap<>();
            response.headers()
                    .forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
            return new Answer(response.statusCode(), headers, response.asByteArray());
        }
    },
    /** API Gateway's HTTP API, payload 2.0. */
    HTTP_API {
        @Override
        JsonObject event(Call call) {
            return payload2(call, "/prod").put("routeKey", "$default");
        }
    },
    /** A function URL. */
    FUNCTION_URL {
        @Override
        JsonObject event(Call call) {
            return payload2(call, "");
        }
    },
    /** API Gateway's REST API, payload 1.0. */
    REST_API {
        @Override
        JsonObject event(Call call) {
            JsonObject event = new JsonObject()
                    .put("resource", "/{proxy+}")
                    .put("path", call.path())
                    .put("httpMethod", call.method())
                    .put("headers", singles(call))
                    .put("multiValueHeaders", lists(call))
                    .put("requestContext", new JsonObject().put("stage", "prod").put("path", "/prod" + call.path()));
            JsonObject query = decoded(call.query());
            return withBody(event.put("multiValueQueryStringParameters", query.isEmpty() ? null : query), call);
        }
    },
    /** A load balancer whose target group has one value for a name. */
    LOAD_BALANCER {
        @Override
        JsonObject event(Call call) {
            JsonObject query = new JsonObject();
            pairs(call.query()).forEach(pair -> query.put(pair[0], pair[1]));
            return loadBalancer(call).put("queryStringParameters", query).put("headers", singles(call));
        }
    },
    /** A load balancer whose target group has lists. */
    LOAD_BALANCER_LISTS {
        @Override
        JsonObject event(Call call) {
            JsonObject query = new JsonObject();
            pairs(call.query()).forEach(pair -> add(query, pair[0], pair[1]));
            return loadBalancer(call)
                    .put("multiValueQueryStringParameters", query)
                    .put("multiValueHeaders", lists(call));
        }
    },
    /** VPC Lattice, version 1.0 of its event structure. */
    LATTICE_1 {
        @Override
        JsonObject event(Call call) {
            JsonObject query = new JsonObject();
            decoded(call.query()).forEach(entry -> {
                JsonArray values = (JsonArray) entry.getValue();
                query.put(entry.getKey(), values.getString(values.size() - 1));
            });
            JsonObject event = withBody(
                    new JsonObject()
                            .put("raw_path", target(call))
                            .put("method", call.method())
                            .put("headers", singles(call))
                            .put("query_string_parameters", query),
                    call);
            Object encoded = event.remove("isBase64Encoded");
            return event.put("is_base64_encoded", encoded);
        }
    },
    /** VPC Lattice, version 2.0 of its event structure. */
    LATTICE_2 {
        @Override
        JsonObject event(Call call) {
            JsonObject context = new JsonObject()
                    .put("serviceNetworkArn", "arn:aws:vpc-lattice:eu-west-1:123456789012:servicenetwork/sn-1")
                    .put("serviceArn", "arn:aws:vpc-lattice:eu-west-1:123456789012:service/svc-1");
            return withBody(
                    new JsonObject()
                            .put("version", "2.0")
                            .put("path", target(call))
                            .put("method", call.method())
                            .put("headers", lists(call))
                            .put("queryStringParameters", decoded(call.query()))
                            .put("requestContext", context),
                    call);
        }
    };

    /**
     * An HTTP request.
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

        Call with(String header, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(header, value);
            return new Call(method, path, query, all, body);
        }

        Call with(String content) {
            return new Call(method, path, query, headers, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An HTTP answer; headers by name in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The event that this door makes of a call. */
    JsonObject event(Call call) {
        throw new UnsupportedOperationException("no event comes from " + call);
    }

    /** Sends a call through this door. */
    Answer send(Call call) {
        return read(invoke(event(call).encode().getBytes(StandardCharsets.UTF_8)));
    }

    /** What an event is answered with: the document, or a function error. */
    static JsonObject invoke(byte[] event) {
        String body = plain().port(port("quarkus.lambda.mock-event-server.test-port"))
                .contentType("application/json")
                .body(event)
                .post("/_lambda_")
                .asString();
        return new JsonObject(body);
    }

    private static Answer read(JsonObject document) {
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

    private static String target(Call call) {
        return call.query().isEmpty() ? call.path() : call.path() + "?" + call.query();
    }

    private static JsonObject payload2(Call call, String stage) {
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

    private static JsonObject loadBalancer(Call call) {
        JsonObject context = new JsonObject().put("elb", new JsonObject().put("targetGroupArn", "arn:aws:x"));
        return withBody(
                new JsonObject()
                        .put("requestContext", context)
                        .put("httpMethod", call.method())
                        .put("path", call.path()),
                call);
    }

    private static JsonObject withBody(JsonObject event, Call call) {
        boolean none = call.body().length == 0;
        return event.put("body", none ? null : Base64.getEncoder().encodeToString(call.body()))
                .put("isBase64Encoded", !none);
    }

    private static JsonObject singles(Call call) {
        JsonObject headers = new JsonObject();
        call.headers().forEach(headers::put);
        return headers;
    }

    private static JsonObject lists(Call call) {
        JsonObject headers = new JsonObject();
        call.headers().forEach((name, value) -> headers.put(name, new JsonArray().add(value)));
        return headers;
    }

    private static JsonObject decoded(String query) {
        JsonObject decoded = new JsonObject();
        QueryString.parse(query).forEach((name, values) -> decoded.put(name, new JsonArray(values)));
        return decoded;
    }

    private static Stream<String[]> pairs(String query) {
        return Arrays.stream(query.split("&")).filter(pair -> !pair.isEmpty()).map(pair -> (pair + "=").split("=", -1));
    }

    private static void add(JsonObject query, String name, String value) {
        query.put(name, query.getJsonArray(name, new JsonArray()).add(value));
    }

    private static RequestSpecification plain() {
        return RestAssured.given()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false))
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
    }

    private static int port(String property) {
        return ConfigProvider.getConfig().getValue(property, Integer.class);
    }
}
