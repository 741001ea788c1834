package dev.gather.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.CallContext;
import dev.gather.failure.Failure;
import dev.gather.web.JsonBody;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Which request each shape of event is, member by member. */
class EventShapeTest {
    static final List<String> ALL =
            List.of(Events.HTTP_API, Events.REST_API, Events.LOAD_BALANCER, Events.LATTICE_1, Events.LATTICE_2);

    private static String event(String name) {
        return switch (name) {
            case "HTTP_API" -> Events.HTTP_API;
            case "REST_API" -> Events.REST_API;
            case "LOAD_BALANCER" -> Events.LOAD_BALANCER;
            case "LATTICE_1" -> Events.LATTICE_1;
            default -> Events.LATTICE_2;
        };
    }

    private static WebRequest request(JsonObject event) {
        JsonFields fields = Events.fields(event);
        return Event.shape(fields).orElseThrow().request(fields, CallContext.NONE);
    }

    private static String text(WebRequest request) {
        return request.method() + " " + request.path() + " " + request.query() + " " + new TreeMap<>(request.headers())
                + " " + new TreeMap<>(request.claims()) + " " + new String(request.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "HTTP_API      | {}                                       | GET /a {b=[c]} {cookie=d=e, x-one=1} {sub=7} f",
                "HTTP_API      | {'rawQueryString': null, 'queryStringParameters': {'b': 'c,d'}}"
                        + " | GET /a {b=[c,d]} {cookie=d=e, x-one=1} {sub=7} f",
                "HTTP_API      | {'cookies': null, 'headers': {'Cookie': 'g=h'}}"
                        + " | GET /a {b=[c]} {cookie=g=h, x-one=1} {sub=7} f",
                "HTTP_API      | {'requestContext': {'stage': 'a'}, 'rawPath': '/a/a'}"
                        + " | GET /a {b=[c]} {cookie=d=e, x-one=1} {sub=7} f",
                "HTTP_API      | {'requestContext': {'stage': 'a'}, 'rawPath': '/ab'}"
                        + " | GET /ab {b=[c]} {cookie=d=e, x-one=1} {sub=7} f",
                "HTTP_API      | {'rawPath': '/a b%'}                     | GET /a b% {b=[c]} {cookie=d=e, x-one=1} {sub=7} f",
                "HTTP_API      | {'rawPath': '/a b%', 'requestContext': {'domainName': 'x.execute-api.eu-west-1.amazonaws.com'}}"
                        + " | GET /a%20b%25 {b=[c]} {cookie=d=e, x-one=1} {sub=7} f",
                "HTTP_API      | {'requestContext': {'http': {'method': 'put'}}}"
                        + " | PUT /a {b=[c]} {cookie=d=e, x-one=1} {sub=7} f",
                "REST_API      | {}                                       | GET /a {b=[c, d]} {x-one=1, 2} {sub=7} f",
                "REST_API      | {'multiValueHeaders': null, 'multiValueQueryStringParameters': null}"
                        + " | GET /a {b=[c]} {x-one=1} {sub=7} f",
                "REST_API      | {'path': '/prod/a'}                      | GET /prod/a {b=[c, d]} {x-one=1, 2} {sub=7} f",
                "REST_API      | {'path': '/prod/a', 'version': '1.0'}    | GET /a {b=[c, d]} {x-one=1, 2} {sub=7} f",
                "REST_API      | {'requestContext': {'authorizer': null}} | GET /a {b=[c, d]} {x-one=1, 2}"
                        + " {callerId=c, userArn=arn} f",
                "REST_API      | {'multiValueHeaders': {'Cookie': ['a=1', 'b=2']}}"
                        + " | GET /a {b=[c, d]} {cookie=a=1; b=2, x-one=1, 2} {sub=7} f",
                "LOAD_BALANCER | {}                                       | GET /a {b=[c d]} {x-one=1} {} ",
                "LOAD_BALANCER | {'multiValueQueryStringParameters': {'%C3%A9': ['a+b', '%25']}, 'queryStringParameters': null}"
                        + " | GET /a {é=[a b, %]} {x-one=1} {} ",
                "LATTICE_1     | {}                                       | GET /a {b=[c]} {x-one=1} {} f",
                "LATTICE_1     | {'raw_path': '/a'}                       | GET /a {b=[c]} {x-one=1} {} f",
                "LATTICE_2     | {}                                       | GET /a {b=[c]} {x-one=1, 2}"
                        + " {principal=arn:role, type=AWS_IAM} f",
                "LATTICE_2     | {'queryStringParameters': {'b': ['a b+c']}} | GET /a {b=[a b+c]} {x-one=1, 2}"
                        + " {principal=arn:role, type=AWS_IAM} f",
                "LATTICE_2     | {'queryStringParameters': {'b': ['a%20b%2Bc']}} | GET /a {b=[a b+c]} {x-one=1, 2}"
                        + " {principal=arn:role, type=AWS_IAM} f",
                "LATTICE_2     | {'queryStringParameters': {'b': ['100% é']}} | GET /a {b=[100% é]} {x-one=1, 2}"
                        + " {principal=arn:role, type=AWS_IAM} f"
            })
    void makesTheRequest(String shape, String members, String request) {
        assertEquals(
                request.strip(),
                text(request(Events.with(event(shape), members))).strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "HTTP_API      | {\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"body\":\"c\",\"isBase64Encoded\":false}",
                "REST_API      | {\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"body\":\"c\",\"isBase64Encoded\":false}",
                "LOAD_BALANCER | {\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"body\":\"c\",\"isBase64Encoded\":false,"
                        + "\"statusDescription\":\"200 OK\"}",
                "LATTICE_1     | {\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"body\":\"c\",\"isBase64Encoded\":false,"
                        + "\"statusDescription\":\"200 OK\"}",
                "LATTICE_2     | {\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"body\":\"c\",\"isBase64Encoded\":false,"
                        + "\"statusDescription\":\"200 OK\"}"
            })
    void makesTheDocument(String shape, String document) {
        JsonFields event = Events.fields(Events.json(event(shape)));
        WebAnswer answer = new WebAnswer(200, Map.of("a", "b"), new byte[] {'c'});

        Map<String, Object> made = Event.shape(event).orElseThrow().document(answer, event);

        assertEquals(new JsonObject(document), json(made));
    }

    private static JsonObject json(Map<String, Object> document) {
        return new JsonObject(Buffer.buffer(JsonBody.write(document)));
    }

    @Test
    void answersALoadBalancerWithListsWhereItSentLists() {
        JsonFields event = Events.fields(Events.with(Events.LOAD_BALANCER, "{'multiValueHeaders': {'a': ['b']}}"));
        WebAnswer answer = new WebAnswer(404, Map.of("content-encoding", "gzip"), new byte[] {1, 2});

        Map<String, Object> made = Event.shape(event).orElseThrow().document(answer, event);

        assertEquals(
                new JsonObject("{\"statusCode\":404,\"multiValueHeaders\":{\"content-encoding\":[\"gzip\"]},"
                        + "\"body\":\"AQI=\",\"isBase64Encoded\":true,\"statusDescription\":\"404 Not Found\"}"),
                json(made));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "HTTP_API      | {'requestContext': {'http': {'method': null}}} | the event names no HTTP method",
                "HTTP_API      | {'rawPath': 7}        | 'rawPath' of the event is not a text",
                "HTTP_API      | {'cookies': 'a'}      | 'cookies' of the event is not a list",
                "HTTP_API      | {'cookies': [1]}      | 'cookies' of the event is not a list of texts",
                "REST_API      | {'body': '%'}         | the body is not base64, though the event says so",
                "REST_API      | {'isBase64Encoded': 'yes'} | 'isBase64Encoded' of the event is not a boolean"
            })
    void refuses(String shape, String members, String fault) {
        JsonObject event = Events.with(event(shape), members);

        Failure failure = assertThrows(Failure.class, () -> request(event));

        assertEquals("invalid-request: " + fault, failure.toString());
    }

    /** Every member of the event is null, of another type and absent in turn: what comes of it is a request or a failure. */
    @ParameterizedTest
    @FieldSource("ALL")
    void survivesOtherTypesEverywhere(String event) {
        List<Object> wrong = Arrays.asList(
                null, 7, true, "x", new JsonArray().add(1), new JsonArray().add("y"), new JsonObject().put("a", 1));
        for (Object value : wrong) {
            for (JsonObject mutation : mutations(Events.json(event), value)) {
                try {
                    JsonFields fields = Events.fields(mutation);
                    var unused = Event.shape(fields).map(shape -> shape.request(fields, CallContext.NONE));
                } catch (Failure e) {
                    assertEquals(Failure.Code.INVALID_REQUEST, e.code(), mutation::encode);
                } catch (RuntimeException e) {
                    throw new AssertionError(mutation.encode(), e);
                }
            }
        }
        assertTrue(Event.shape(Events.fields(Events.json(event))).isPresent());
    }

    private static List<JsonObject> mutations(JsonObject event, Object wrong) {
        List<JsonObject> mutations = new ArrayList<>();
        for (String key : event.fieldNames()) {
            mutations.add(event.copy().put(key, wrong));
            if (event.getValue(key) instanceof JsonObject inner) {
                mutations(inner, wrong)
                        .forEach(mutation -> mutations.add(event.copy().put(key, mutation)));
            }
        }
        return mutations;
    }
}
