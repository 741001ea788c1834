package dev.gather.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each event's shape has of its own, from the event to the function's answer. */
@QuarkusTest
class EventsTest {
    private static final Path AWS_EVENTS = Path.of("../shared/events");

    private static JsonObject body(JsonObject answer) {
        return new JsonObject(answer.getString("body"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_API | {\"jwt\": {\"claims\": {\"sub\": \"7\"}, \"scopes\": null}}",
                "HTTP_API | {\"lambda\": {\"sub\": \"7\"}}",
                "FUNCTION_URL | {\"iam\": {\"sub\": \"7\"}}",
                "REST_API | {\"claims\": {\"sub\": \"7\"}}",
                "REST_API | {\"sub\": \"7\", \"claims\": \"a text\"}"
            })
    void knowTheCallerByTheAuthorizersClaims(Doors door, String authorizer) {
        JsonObject event = door.event(Call.get("/request/facts"));
        event.getJsonObject("requestContext").put("authorizer", new JsonObject(authorizer));

        JsonObject answer = Lambda.invoke(event);

        assertEquals("7", body(answer).getJsonObject("claims").getString("sub"));
    }

    @Test
    void readRepeatedValues() {
        for (Doors door : List.of(Doors.HTTP_API, Doors.REST_API, Doors.LOAD_BALANCER_LISTS, Doors.LATTICE_2)) {
            Answer answer = door.send(Call.get("/typed/1?tags=a&tags=b,c"));

            assertEquals("{\"tags\":[\"a\",\"b,c\"],\"id\":1}", answer.text(), door.name());
        }
    }

    @Test
    void answerALoadBalancerInTheModeThatItAsksIn() {
        JsonObject single = Lambda.invoke(Doors.LOAD_BALANCER.event(Call.get("/echo/x")));
        JsonObject lists = Lambda.invoke(
                Doors.LOAD_BALANCER_LISTS.event(Call.get("/echo/x").with("a", "b")));

        assertEquals("200 OK", single.getString("statusDescription"));
        assertEquals("application/json", single.getJsonObject("headers").getString("content-type"));
        assertFalse(single.containsKey("multiValueHeaders"));
        assertEquals(
                new JsonArray().add("application/json"),
                lists.getJsonObject("multiValueHeaders").getJsonArray("content-type"));
        assertFalse(lists.containsKey("headers"));
    }

    /**
     * Every member of the event is of another type in turn: nothing but an answer comes of it. EventShapesTest tries more
     * values, without the application.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOCAL")
    void surviveOtherTypesEverywhere(Doors door) {
        JsonObject event = door.event(Call.post("/typed/42?note=a", "{\"flag\": true}"));
        for (JsonObject mutation : mutations(event)) {
            JsonObject answer = Lambda.invoke(mutation);

            String text = answer.encode();
            boolean served = answer.containsKey("statusCode") && answer.getInteger("statusCode") < 500;
            assertTrue(served || "InvalidRequest".equals(answer.getString("errorType")), mutation + "\n" + text);
            assertFalse(text.contains("Exception") || text.contains("at dev.gather"), text);
        }
    }

    private static List<JsonObject> mutations(JsonObject event) {
        List<JsonObject> mutations = new ArrayList<>();
        for (String key : event.fieldNames()) {
            mutations.add(event.copy().put(key, 7));
            if (event.getValue(key) instanceof JsonObject inner) {
                mutations(inner).forEach(mutation -> mutations.add(event.copy().put(key, mutation)));
            }
        }
        return mutations;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a b", "100%", "é+"})
    void haveAPathThatApiGatewayHasDecoded(String name) {
        JsonObject event = Doors.HTTP_API.event(Call.get("/echo/" + name));
        event.getJsonObject("requestContext")
                .put("apiId", "abc")
                .put("domainName", "abc.execute-api.eu-west-1.amazonaws.com");

        JsonObject answer = Lambda.invoke(event);

        assertEquals(name, body(answer).getString("name"));
    }

    @ParameterizedTest
    @CsvSource({"/echo/echo/x, 200", "/echo/x, 404"})
    void loseTheStageOnceAlsoWhereARouteBeginsWithIt(String path, int status) {
        JsonObject event = Doors.HTTP_API.event(Call.get("/echo/x")).put("rawPath", path);
        event.getJsonObject("requestContext").put("stage", "echo");

        JsonObject answer = Lambda.invoke(event);

        assertEquals(status, answer.getInteger("statusCode"));
    }

    @Test
    void refuseBase64ThatIsNone() {
        JsonObject event = Doors.HTTP_API
                .event(Call.of("POST", "/typed/42"))
                .put("body", "%%%")
                .put("isBase64Encoded", true);

        JsonObject answer = Lambda.invoke(event);

        assertEquals(400, answer.getInteger("statusCode"));
        assertTrue(answer.getString("body").contains("base64"));
    }

    @Test
    void areThoseThatAwsPublishes() throws IOException {
        assumeTrue(
                Files.isDirectory(AWS_EVENTS),
                "skipped: AWS's sample events are not there, in " + AWS_EVENTS.toAbsolutePath());
        try (Stream<Path> files = Files.list(AWS_EVENTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonObject answer = Lambda.invoke(Files.readAllBytes(file));

                assertEquals(404, answer.getInteger("statusCode"), file + ": " + answer);
                assertTrue(answer.getString("body").contains("unknown-route"), file + ": " + answer);
            }
        }
    }
}
