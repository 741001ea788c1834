package dev.gather.door;

import static dev.gather.door.EventMembers.withBody;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends the same call through any of the doors, and reads the answer back from each door's shape. */
enum Doors {
    /** quarkus-rest. */
    LOCAL {
        @Override
        Answer send(Call call) {
            RequestSpecification request =
                    Lambda.plain().urlEncodingEnabled(false).port(Lambda.port("quarkus.http.test-port"));
            call.headers().forEach(request::header);
            if (call.body().length > 0) {
                request.body(call.body());
            }
            Response response = request.request(call.method(), call.target());
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
            return EventMembers.payload2(call, "/prod").put("routeKey", "$default");
        }
    },
    /** A function URL. */
    FUNCTION_URL {
        @Override
        JsonObject event(Call call) {
            return EventMembers.payload2(call, "");
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
                    .put("headers", EventMembers.singles(call))
                    .put("multiValueHeaders", EventMembers.lists(call))
                    .put("requestContext", new JsonObject().put("stage", "prod").put("path", "/prod" + call.path()));
            JsonObject query = EventMembers.decodedQuery(call);
            return withBody(event.put("multiValueQueryStringParameters", query.isEmpty() ? null : query), call);
        }
    },
    /** A load balancer whose target group has one value for a name. */
    LOAD_BALANCER {
        @Override
        JsonObject event(Call call) {
            return EventMembers.loadBalancer(call)
                    .put("queryStringParameters", EventMembers.lastOfQuery(call))
                    .put("headers", EventMembers.singles(call));
        }
    },
    /** A load balancer whose target group has lists. */
    LOAD_BALANCER_LISTS {
        @Override
        JsonObject event(Call call) {
            return EventMembers.loadBalancer(call)
                    .put("multiValueQueryStringParameters", EventMembers.query(call))
                    .put("multiValueHeaders", EventMembers.lists(call));
        }
    },
    /** VPC Lattice, version 1.0 of its event structure. */
    LATTICE_1 {
        @Override
        JsonObject event(Call call) {
            JsonObject event = withBody(
                    new JsonObject()
                            .put("raw_path", call.target())
                            .put("method", call.method())
                            .put("headers", EventMembers.singles(call))
                            .put("query_string_parameters", EventMembers.lastOfDecodedQuery(call)),
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
                            .put("path", call.target())
                            .put("method", call.method())
                            .put("headers", EventMembers.lists(call))
                            .put("queryStringParameters", EventMembers.decodedQuery(call))
                            .put("requestContext", context),
                    call);
        }
    };

    /** All doors of the application under test. */
    static List<Doors> all() {
        return List.of(values());
    }

    /** Those of the packaged function, which has no local HTTP. */
    static List<Doors> ofTheFunction() {
        return Arrays.stream(values()).filter(door -> door != LOCAL).toList();
    }

    /** The event that this door makes of a call. */
    JsonObject event(Call call) {
        throw new UnsupportedOperationException("no event comes from " + call);
    }

    /** Sends a call through this door. */
    Answer send(Call call) {
        return Answer.read(Lambda.invoke(event(call)));
    }

    boolean isLoadBalancer() {
        return this == LOAD_BALANCER || this == LOAD_BALANCER_LISTS;
    }
}
