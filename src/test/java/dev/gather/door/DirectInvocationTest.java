package dev.gather.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct invocations, and events that are no request at all. */
@QuarkusTest
class DirectInvocationTest {
    @Test
    void hasAReportWhereItAsksForOne() {
        String event = "{\"composition\": \"door-echo\", \"input\": {\"name\": \"x\"}, \"report\": true}";

        JsonObject answer = Lambda.invoke(event);

        assertEquals("x", answer.getJsonObject("output").getString("name"));
        assertEquals("door-echo", answer.getJsonObject("report").getString("composition"));
    }

    @Test
    void failsWhereItsAnswerIsTooLarge() {
        String input = "{\"times\": 700, \"text\": \"" + "x".repeat(10_000) + "\"}";

        JsonObject answer = Lambda.invoke("{\"composition\": \"door-large\", \"input\": " + input + "}");

        assertEquals("AnswerTooLarge", answer.getString("errorType"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"version\": \"2.0\", \"raw", "[]", "null", "7", "{}", "\"\"", "{\"composition\": 7}"})
    void isNoneWithoutTheNameOfAComposition(String event) {
        JsonObject answer = Lambda.invoke(event);

        assertEquals("InvalidRequest", answer.getString("errorType"));
    }

    @Test
    void isExplainedToWhoSendsAnEventOfAnotherShape() {
        JsonObject answer = Lambda.invoke("{\"Records\": []}");

        assertEquals("InvalidRequest", answer.getString("errorType"));
        String message = answer.getString("errorMessage");
        assertTrue(message.contains("composition") && message.contains("API Gateway"), message);
    }

    /** They have what makes an HTTP request, and their senders take the answer for a yes. */
    @Test
    void isNotWhatAnAuthorizersOrAWebSocketsEventAsksFor() {
        for (JsonObject event : List.of(authorizer1(), authorizer2(), token(), webSocket(), message())) {
            JsonObject answer = Lambda.invoke(event);

            assertEquals("InvalidRequest", answer.getString("errorType"), event + "\n" + answer);
            assertTrue(answer.getString("errorMessage").matches(".*(authorizer|WebSocket).*"), answer.encode());
        }
    }

    private static JsonObject authorizer1() {
        return Doors.REST_API
                .event(Call.get("/echo/x"))
                .put("type", "REQUEST")
                .put("methodArn", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/echo/x");
    }

    private static JsonObject authorizer2() {
        return Doors.HTTP_API
                .event(Call.get("/echo/x"))
                .put("type", "REQUEST")
                .put("routeArn", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/echo/x");
    }

    private static JsonObject token() {
        return new JsonObject().put("type", "TOKEN").put("methodArn", "arn:aws:execute-api:x");
    }

    private static JsonObject webSocket() {
        JsonObject event = Doors.REST_API.event(Call.get("/echo/x"));
        event.getJsonObject("requestContext").put("connectionId", "c=").put("eventType", "CONNECT");
        return event;
    }

    private static JsonObject message() {
        return new JsonObject()
                .put(
                        "requestContext",
                        new JsonObject().put("connectionId", "c=").put("routeKey", "$default"))
                .put("body", "{\"composition\": \"door-echo\"}");
    }
}
