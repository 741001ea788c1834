package dev.gather.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.door.Doors.Answer;
import dev.gather.door.Doors.Call;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same calls through every door have the same answers; and what each event's shape has of its own. */
@QuarkusTest
class DoorsTest {
    private static final Path AWS_EVENTS = Path.of("../shared/events");

    /** Calls by what they show. */
    private static Map<String, Call> calls() {
        Map<String, Call> calls = new TreeMap<>();
        calls.put("a path parameter", Call.get("/echo/x"));
        calls.put("a slash within a segment", Call.get("/echo/a%2Fb"));
        calls.put("UTF-8 in the path", Call.get("/echo/%C3%A9%20%F0%9F%90%8D+"));
        calls.put("an escape that is escaped", Call.get("/echo/a%2520b"));
        calls.put("a slash at the end", Call.get("/echo/x/"));
        calls.put("a literal before a parameter", Call.get("/echo/literal"));
        calls.put("typed query", Call.get("/typed/42?flag=true&ratio=0.5&note=a%20b%2Bc+d%26&single=x&%C3%A9=%C3%BC"));
        calls.put("a query without values", Call.get("/typed/42?note&free="));
        calls.put("violations", Call.get("/typed/zero?ratio=many"));
        calls.put("unknown path", Call.get("/nowhere"));
        calls.put("unknown method", Call.of("DELETE", "/echo/x"));
        calls.put("options", Call.of("OPTIONS", "/typed/1"));
        calls.put("head", Call.of("HEAD", "/echo/x"));
        calls.put("the request", Call.get("/request/facts").with("X-TENANT", "t1"));
        calls.put(
                "a body", json(Call.of("POST", "/typed/42?note=query"), "{\"id\": 1, \"note\": \"body\", \"é\": [1]}"));
        calls.put("exact numbers in a query", Call.get("/typed/18446744073709551615?ratio=1234567890123456789.10"));
        calls.put(
                "exact numbers in a body",
                json(
                        Call.of("POST", "/typed/42"),
                        "{\"ratio\": 1.10, \"a\": 1e400, \"b\": -0.0, \"c\": 9007199254740993}"));
        calls.put("half of a character", json(Call.of("POST", "/typed/42"), "{\"note\": \"\\ud83d\"}"));
        calls.put("half of a character in a query", Call.get("/typed/42?note=%ED%A0%BD"));
        calls.put("a number that is too long", json(Call.of("POST", "/typed/42"), "{\"ratio\": 1e999999999}"));
        calls.put("an empty body", Call.of("POST", "/typed/42").with("Content-Type", "application/json"));
        calls.put("a broken body", json(Call.of("POST", "/typed/42"), "{\"id\": "));
        calls.put("a body that is no object", json(Call.of("POST", "/typed/42"), "[1]"));
        calls.put(
                "a body of another type",
                Call.of("POST", "/typed/42").with("Content-Type", "text/plain").with("a"));
        calls.put("a body that is no UTF-8", notUtf8());
        calls.put("a failing source", json(Call.of("POST", "/compositions/sql-table-does-not-exist"), "{}"));
        calls.put(
                "an answer too large for a load balancer",
                json(Call.of("POST", "/compositions/door-large"), large(200)));
        return calls;
    }

    private static Call json(Call call, String body) {
        return call.with("Content-Type", "application/json").with(body);
    }

    /** Input for an answer of so many times 10 KB. */
    private static String large(int times) {
        return "{\"times\": " + times + ", \"text\": \"" + "x".repeat(10_000) + "\"}";
    }

    private static Call notUtf8() {
        Call call = json(Call.of("POST", "/typed/42"), "");
        byte[] body = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
        return new Call(call.method(), call.path(), call.query(), call.headers(), body);
    }

    @TestFactory
    Stream<DynamicTest> answersTheSameThroughEveryDoor() {
        List<DynamicTest> tests = new ArrayList<>();
        calls().forEach((name, call) -> {
            for (Doors door : doors()) {
                tests.add(DynamicTest.dynamicTest(name + ": " + door, () -> compare(door, call)));
            }
        });
        return tests.stream();
    }

    /** The doors that there are; all others are compared with the first. */
    List<Doors> doors() {
        return List.of(Doors.values());
    }

    private void compare(Doors door, Call call) {
        Answer first = doors().get(0).send(call);

        Answer answer = door.send(call);

        if (door.name().startsWith("LOAD_BALANCER") && first.body().length > 1024 * 1024) {
            assertEquals(502, answer.status());
            assertTrue(answer.text().contains("urn:gather:problem:answer-too-large"), answer.text());
            return;
        }
        assertEquals(first.status(), answer.status(), answer.text());
        assertEquals(first.text(), answer.text());
        for (String header : List.of("content-type", "cache-control", "x-name", "etag", "allow")) {
            assertEquals(first.headers().get(header), answer.headers().get(header), header);
        }
    }

    @Test
    void answersNotModifiedToWhoHasIt() {
        for (Doors door : doors()) {
            String tag = door.send(Call.get("/echo/x")).headers().get("etag");

            Answer answer = door.send(Call.get("/echo/x").with("If-None-Match", "\"other\", " + tag));

            assertEquals(304, answer.status(), door.name());
            assertEquals("", answer.text());
            assertEquals(tag, answer.headers().get("etag"));
            assertEquals("max-age=60", answer.headers().get("cache-control"));
            assertEquals(
                    door == Doors.REST_API ? "origin" : "origin, accept-encoding",
                    answer.headers().get("vary"));
        }
    }

    @Test
    void compressesForWhoAcceptsItWhereTheDoorCan() throws IOException {
        for (Doors door : doors()) {
            Call call = json(Call.of("POST", "/compositions/input-any"), "{\"text\": \"" + "abc ".repeat(1000) + "\"}");
            String plain = door.send(call).text();

            Answer compressed = door.send(call.with("Accept-Encoding", "br, gzip;q=0.8"));

            if (door == Doors.REST_API) {
                assertEquals(plain, compressed.text());
            } else {
                assertEquals("gzip", compressed.headers().get("content-encoding"), door.name());
                assertEquals("origin, accept-encoding", compressed.headers().get("vary"));
                assertTrue(compressed.body().length < 500);
                assertEquals(plain, unzipped(compressed.body()));
            }
            for (String refusing : List.of("gzip;q=0", ";", "br")) {
                Answer refused = door.send(call.with("Accept-Encoding", refusing));
                assertEquals(200, refused.status(), refusing);
                assertFalse(refused.headers().containsKey("content-encoding"), refusing);
            }
        }
    }

    private static String unzipped(byte[] content) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsBrowsersWhatTheyMayDo() {
        Call asked = Call.of("OPTIONS", "/typed/1")
                .with("Origin", "https://app.example.com")
                .with("Access-Control-Request-Method", "POST");
        for (Doors door : doors()) {
            Answer preflight = door.send(asked);
            Answer shared = door.send(Call.get("/echo/x").with("Origin", "https://app.example.com"));
            Answer stranger = door.send(Call.get("/echo/x").with("Origin", "https://other.example.com"));

            assertEquals(204, preflight.status());
            assertEquals("GET, HEAD, OPTIONS, POST", preflight.headers().get("access-control-allow-methods"));
            assertEquals("authorization, content-type", preflight.headers().get("access-control-allow-headers"));
            assertEquals("600", preflight.headers().get("access-control-max-age"));
            assertEquals("https://app.example.com", shared.headers().get("access-control-allow-origin"));
            assertTrue(shared.headers().get("vary").startsWith("origin"));
            assertFalse(stranger.headers().containsKey("access-control-allow-origin"));
        }
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        String large = "{\"text\": \"" + "x".repeat(7 * 1024 * 1024) + "\"}";
        for (Doors door : doors()) {
            Answer answer = door.send(json(Call.of("POST", "/typed/42"), large));

            assertEquals(413, answer.status(), door.name());
            assertEquals("application/problem+json", answer.headers().get("content-type"));
        }
    }

    @Test
    void knowsTheCallerByTheAuthorizersClaims() {
        Map<String, String> contexts = Map.of(
                "{\"authorizer\": {\"jwt\": {\"claims\": {\"sub\": \"7\"}, \"scopes\": null}}}", "HTTP_API",
                "{\"authorizer\": {\"lambda\": {\"sub\": \"7\"}}}", "HTTP_API",
                "{\"authorizer\": {\"iam\": {\"sub\": \"7\"}}}", "FUNCTION_URL",
                "{\"authorizer\": {\"claims\": {\"sub\": \"7\"}}}", "REST_API",
                "{\"authorizer\": {\"sub\": \"7\", \"claims\": \"a text\"}}", "REST_API");
        contexts.forEach((context, door) -> {
            JsonObject event = Doors.valueOf(door).event(Call.get("/request/facts"));
            event.getJsonObject("requestContext").mergeIn(new JsonObject(context));

            JsonObject answer = Doors.invoke(event.toBuffer().getBytes());

            assertEquals("7", body(answer).getJsonObject("claims").getString("sub"), context);
        });
    }

    @Test
    void knowsIamCallersOfRestApisByTheNamesOfPayload2() {
        JsonObject event = Doors.REST_API.event(Call.get("/request/facts"));
        event.getJsonObject("requestContext")
                .put(
                        "identity",
                        new JsonObject().put("userArn", "arn:aws:iam::1:user/a").put("caller", "AIDA"));

        JsonObject claims = body(Doors.invoke(event.toBuffer().getBytes())).getJsonObject("claims");

        assertEquals(Map.of("userArn", "arn:aws:iam::1:user/a", "callerId", "AIDA"), claims.getMap());
    }

    @Test
    void readsRepeatedValuesAndCookies() {
        JsonObject event = Doors.HTTP_API.event(Call.get("/typed/1?tags=a&tags=b,c"));
        event.put("cookies", new JsonArray().add("a=1").add("b=2"));
        JsonObject rest = Doors.REST_API.event(Call.get("/typed/1?tags=a&tags=b,c"));

        assertEquals(
                List.of("a", "b,c"),
                body(Doors.invoke(event.toBuffer().getBytes()))
                        .getJsonArray("tags")
                        .getList());
        assertEquals(
                List.of("a", "b,c"),
                body(Doors.invoke(rest.toBuffer().getBytes()))
                        .getJsonArray("tags")
                        .getList());
    }

    @Test
    void answersALoadBalancerInTheModeThatItAsksIn() {
        JsonObject single = Doors.invoke(
                Doors.LOAD_BALANCER.event(Call.get("/echo/x")).toBuffer().getBytes());
        JsonObject lists = Doors.invoke(Doors.LOAD_BALANCER_LISTS
                .event(Call.get("/echo/x").with("a", "b"))
                .toBuffer()
                .getBytes());

        assertEquals("200 OK", single.getString("statusDescription"));
        assertEquals("application/json", single.getJsonObject("headers").getString("content-type"));
        assertFalse(single.containsKey("multiValueHeaders"));
        assertEquals(
                new JsonArray().add("application/json"),
                lists.getJsonObject("multiValueHeaders").getJsonArray("content-type"));
        assertFalse(lists.containsKey("headers"));
    }

    /** Every member of every event is null in turn, and of another type in turn: nothing but an answer comes of it. */
    @Test
    void survivesNullsAndOtherTypesEverywhere() {
        Call call = json(Call.of("POST", "/typed/42?note=a"), "{\"flag\": true}");
        for (Doors door : doors()) {
            if (door != Doors.LOCAL) {
                for (Object wrong : new Object[] {null, 7, "x", new JsonArray().add(1), new JsonObject().put("a", 1)}) {
                    mutations(door.event(call), wrong).forEach(DoorsTest::checkHarmless);
                }
            }
        }
        assertEquals(200, Doors.HTTP_API.send(Call.get("/echo/x")).status());
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

    private static void checkHarmless(JsonObject event) {
        JsonObject answer = Doors.invoke(event.toBuffer().getBytes());

        String text = answer.encode();
        boolean served = answer.containsKey("statusCode") && answer.getInteger("statusCode") < 500;
        assertTrue(served || "InvalidRequest".equals(answer.getString("errorType")), event + "\n" + text);
        assertFalse(text.contains("Exception") || text.contains("at dev.gather"), text);
    }

    @Test
    void refusesEventsThatAreNone() {
        for (String event :
                List.of("{\"version\": \"2.0\", \"raw", "[]", "null", "7", "{}", "\"\"", "{\"composition\": 7}")) {
            JsonObject answer = Doors.invoke(event.getBytes(StandardCharsets.UTF_8));

            assertEquals("InvalidRequest", answer.getString("errorType"), event);
        }
        String shapes = Doors.invoke("{\"Records\": []}".getBytes(StandardCharsets.UTF_8))
                .getString("errorMessage");
        assertTrue(shapes.contains("composition") && shapes.contains("API Gateway"), shapes);
    }

    @Test
    void readsAPathThatApiGatewayHasDecoded() {
        Map<String, String> names = Map.of("a%20b", "a%20b", "a b", "a b", "100%", "100%", "é+", "é+");
        names.forEach((path, name) -> {
            JsonObject event = Doors.HTTP_API.event(Call.get("/echo/" + path));
            event.getJsonObject("requestContext")
                    .put("apiId", "abc")
                    .put("domainName", "abc.execute-api.eu-west-1.amazonaws.com");

            assertEquals(name, body(Doors.invoke(event.toBuffer().getBytes())).getString("name"), path);
        });
    }

    @Test
    void takesOffTheStageOnceAlsoWhereARouteBeginsWithIt() {
        JsonObject event = Doors.HTTP_API.event(Call.get("/echo/x"));
        event.getJsonObject("requestContext").put("stage", "echo");

        event.put("rawPath", "/echo/echo/x");
        assertEquals(200, Doors.invoke(event.toBuffer().getBytes()).getInteger("statusCode"));
        event.put("rawPath", "/echo/x");
        assertEquals(404, Doors.invoke(event.toBuffer().getBytes()).getInteger("statusCode"));
    }

    @Test
    void readsAQueryOfLatticeThatIsNotInItsPath() {
        for (String value : List.of("a b+c", "a%20b%2Bc")) {
            JsonObject event = Doors.LATTICE_2
                    .event(Call.get("/typed/42"))
                    .put("queryStringParameters", new JsonObject().put("note", new JsonArray().add(value)));

            JsonObject answer = body(Doors.invoke(event.toBuffer().getBytes()));

            assertEquals("a b+c", answer.getString("note"), value);
        }
    }

    @Test
    void knowsTheCallerByTheIdentityOfLattice() {
        JsonObject event = Doors.LATTICE_2.event(Call.get("/request/facts"));
        event.getJsonObject("requestContext")
                .put("identity", new JsonObject().put("type", "AWS_IAM").put("principal", "arn:aws:iam::1:role/a"));

        JsonObject answer = Doors.invoke(event.toBuffer().getBytes());

        assertEquals("200 OK", answer.getString("statusDescription"));
        assertEquals(
                "arn:aws:iam::1:role/a", body(answer).getJsonObject("claims").getString("principal"));
    }

    /** They have what makes an HTTP request, and their senders take the answer for a yes. */
    @Test
    void runsNothingForEventsThatOnlyLookLikeRequests() {
        JsonObject authorizer2 = Doors.HTTP_API
                .event(Call.get("/echo/x"))
                .put("type", "REQUEST")
                .put("routeArn", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/echo/x");
        JsonObject authorizer1 = Doors.REST_API
                .event(Call.get("/echo/x"))
                .put("type", "REQUEST")
                .put("methodArn", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/echo/x");
        JsonObject token = new JsonObject().put("type", "TOKEN").put("methodArn", "arn:aws:execute-api:x");
        JsonObject webSocket = Doors.REST_API.event(Call.get("/echo/x"));
        webSocket.getJsonObject("requestContext").put("connectionId", "c=").put("eventType", "CONNECT");
        JsonObject message = new JsonObject()
                .put(
                        "requestContext",
                        new JsonObject().put("connectionId", "c=").put("routeKey", "$default"))
                .put("body", "{\"composition\": \"door-echo\"}");
        for (JsonObject event : List.of(authorizer1, authorizer2, token, webSocket, message)) {
            JsonObject answer = Doors.invoke(event.toBuffer().getBytes());

            assertEquals("InvalidRequest", answer.getString("errorType"), event + "\n" + answer);
            assertTrue(answer.getString("errorMessage").matches(".*(authorizer|WebSocket).*"), answer.encode());
        }
    }

    @Test
    void readsBodiesThatAreCompressed() throws IOException {
        byte[] content = zipped("{\"note\": \"zipped\"}");
        for (Doors door : doors()) {
            Call call = new Call(
                    "POST",
                    "/typed/42",
                    "",
                    Map.of("Content-Encoding", "gzip", "Content-Type", "application/json"),
                    content);

            assertTrue(door.send(call).text().contains("zipped"), door.name());
            assertEquals(415, door.send(call.with("Content-Encoding", "br")).status(), door.name());
            Answer broken = door.send(call.with("no gzip"));
            assertEquals(400, broken.status(), door.name());
            byte[] bomb = zipped("{\"text\": \"" + "x".repeat(7 * 1024 * 1024) + "\"}");
            assertEquals(
                    413,
                    door.send(new Call("POST", "/typed/42", "", call.headers(), bomb))
                            .status(),
                    door.name());
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Test
    void refusesBase64ThatIsNone() {
        JsonObject event = Doors.HTTP_API.event(Call.of("POST", "/typed/42"));

        JsonObject answer = Doors.invoke(
                event.put("body", "%%%").put("isBase64Encoded", true).toBuffer().getBytes());

        assertEquals(400, answer.getInteger("statusCode"));
        assertTrue(answer.getString("body").contains("base64"));
    }

    @Test
    void reportsADirectInvocationThatAsksForIt() {
        String event = "{\"composition\": \"door-echo\", \"input\": {\"name\": \"x\"}, \"report\": true}";

        JsonObject answer = Doors.invoke(event.getBytes(StandardCharsets.UTF_8));

        assertEquals("x", answer.getJsonObject("output").getString("name"));
        assertEquals("door-echo", answer.getJsonObject("report").getString("composition"));
    }

    @Test
    void failsADirectInvocationWhoseAnswerIsTooLarge() {
        String event = "{\"composition\": \"door-large\", \"input\": " + large(700) + "}";

        JsonObject answer = Doors.invoke(event.getBytes(StandardCharsets.UTF_8));

        assertEquals("AnswerTooLarge", answer.getString("errorType"));
    }

    @Test
    @EnabledIf("hasTheEventsOfAws")
    void answersTheEventsOfAws() throws IOException {
        try (Stream<Path> files = Files.list(AWS_EVENTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonObject answer = Doors.invoke(Files.readAllBytes(file));

                assertEquals(404, answer.getInteger("statusCode"), file + ": " + answer);
                assertTrue(answer.getString("body").contains("unknown-route"), file + ": " + answer);
            }
        }
    }

    static boolean hasTheEventsOfAws() {
        return Files.isDirectory(AWS_EVENTS);
    }

    @Test
    void comparesByteForByte() {
        Answer first = doors().get(0).send(Call.get("/echo/%C3%BC"));

        assertArrayEquals(
                first.body(), Doors.HTTP_API.send(Call.get("/echo/%C3%BC")).body());
        assertEquals("{\"name\":\"ü\"}", first.text());
    }

    private static JsonObject body(JsonObject answer) {
        return new JsonObject(answer.getString("body"));
    }
}
