package dev.gather.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of calling a tool. The tools are compositions of golden cases. */
@QuarkusTest
class ToolCallTest {
    @Inject
    WebDoor door;

    private static Posted call(String tool, String arguments) {
        return Posted.handshake("tools/call", "'name': '" + tool + "', 'arguments': " + arguments);
    }

    private JsonObject result(Posted posted) {
        WebAnswer answer = posted.to(door);
        assertEquals(200, answer.status());
        return Posted.json(answer).getJsonObject("result");
    }

    private static String text(JsonObject result) {
        assertEquals(1, result.getJsonArray("content").size());
        JsonObject content = result.getJsonArray("content").getJsonObject(0);
        assertEquals("text", content.getString("type"));
        return content.getString("text");
    }

    @Test
    void hasTheDocumentAsATextAndAsItself() {
        JsonObject result = result(call("input-any", "{'a': [1.50, {'b': null}]}"));

        String document = "{\"got\":{\"a\":[1.50,{\"b\":null}]},\"request\":\"POST\"}";
        assertEquals(document, text(result));
        assertEquals(new JsonObject(document), result.getJsonObject("structuredContent"));
        assertFalse(result.containsKey("isError"));
        assertFalse(result.containsKey("_meta"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'times': 2, 'text': 'x'} | ["x","x"]
            {'times': 0}              | null
            """)
    void hasADocumentThatIsNoObjectAsATextAlone(String arguments, String text) {
        JsonObject result = result(call("door-large", arguments));

        assertEquals(text, text(result));
        assertEquals(List.of("content"), List.copyOf(result.fieldNames()));
    }

    /** Clients refuse a result without it, where the tool has a schema for it. */
    @Test
    void isAnErrorWhereThePromisedObjectIsNotThere() {
        JsonObject result = result(call("tool-returns-nothing", "{'found': false}"));

        assertEquals("null", text(result));
        assertTrue(result.getBoolean("isError"));
        assertTrue(result(call("tool-returns-nothing", "{'found': true}")).containsKey("structuredContent"));
    }

    @Test
    void needsNoArgumentsWhereTheCompositionNeedsNone() {
        assertEquals(
                "{\"got\":{},\"request\":\"POST\"}",
                text(result(Posted.handshake("tools/call", "'name': 'input-any'"))));
        assertEquals("{\"got\":{},\"request\":\"POST\"}", text(result(call("input-any", "null"))));
    }

    @Test
    void saysOfItselfWhatTheStatelessRevisionWants() {
        String name =
                "=?base64?" + Base64.getEncoder().encodeToString("input-any".getBytes(StandardCharsets.UTF_8)) + "?=";
        Posted call = Posted.stateless("tools/call", "'name': 'input-any'");
        for (String header : List.of("input-any", name)) {
            JsonObject result = result(call.with("mcp-name", header));

            assertEquals("complete", result.getString("resultType"));
            assertEquals(
                    "gather",
                    result.getJsonObject("_meta")
                            .getJsonObject("io.modelcontextprotocol/serverInfo")
                            .getString("name"));
        }
    }

    @Test
    void isTheCallersOwn() {
        JsonObject result = result(
                        call("door-request", "{}").by(Map.of("sub", "7")).with("x-tenant", "t1"))
                .getJsonObject("structuredContent");

        assertEquals(
                new JsonObject("{\"method\":\"POST\",\"path\":\"/mcp\",\"tenant\":\"t1\",\"claims\":{\"sub\":\"7\"}}"),
                result);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a wrong type         | door-typed     | {'id': '5'}      | invalid-input  | 400 | /id
            nothing              | door-typed     |                  | invalid-input  | 400 | ''
            too small            | door-typed     | {'id': 0}        | invalid-input  | 400 | /id
            no part of the path  | door-echo      | {}               | invalid-input  | 400 | ''
            """)
    void tellsViolationsToTheModel(
            String unusedName, String tool, String arguments, String type, int status, String pointer) {
        JsonObject result = result(call(tool, arguments == null ? "{}" : arguments));

        assertTrue(result.getBoolean("isError"));
        assertFalse(result.containsKey("structuredContent"));
        JsonObject problem = new JsonObject(text(result));
        assertEquals("urn:gather:problem:" + type, problem.getString("type"));
        assertEquals(status, problem.getInteger("status"));
        assertEquals(pointer, problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a source that fails   | http-status-fails         | {}                | source-failed
            what is not there     | missing-decides-the-answer | {'key': 'none'}  | unauthorized
            an output that fails  | answer-status-and-headers | {'status': 199}   | output-failed
            """)
    void tellsFailuresAsHttpDoes(String unusedName, String tool, String arguments, String type) {
        Stubs.script(
                new JsonObject().put("request", "GET /thing").put("status", 500).put("text", "a stack of the upstream"),
                new JsonObject().put("request", "GET /keys/none").put("status", 404));

        WebAnswer answer = call(tool, arguments).to(door);

        JsonObject result = Posted.json(answer).getJsonObject("result");
        assertEquals(200, answer.status());
        assertTrue(result.getBoolean("isError"));
        assertEquals("urn:gather:problem:" + type, new JsonObject(text(result)).getString("type"));
        assertFalse(text(result).contains("stack"), text(result));
        assertTrue(
                answer.headers().containsKey("server-timing"), answer.headers().toString());
        assertNull(answer.headers().get("www-authenticate"));
    }

    @Test
    void takesAStatusOfTheCompositionForAnError() {
        JsonObject refused = result(call("answer-status-and-headers", "{'status': 409}"));
        JsonObject made = result(call("answer-status-and-headers", "{'status': 201, 'at': '/things/1'}"));

        assertTrue(refused.getBoolean("isError"));
        assertEquals("{\"made\":409}", text(refused));
        assertFalse(refused.containsKey("structuredContent"));
        assertEquals(new JsonObject("{\"made\":201}"), made.getJsonObject("structuredContent"));
    }

    @Test
    void saysWhatIsMissingFromTheAnswer() {
        Stubs.script(new JsonObject().put("request", "GET /a/2").put("status", 500));

        WebAnswer answer = call("degraded-is-not-cached", "{'id': 2}").to(door);

        JsonObject result = Posted.json(answer).getJsonObject("result");
        assertEquals("\"none\"", text(result));
        assertFalse(result.containsKey("isError"));
        assertEquals(new JsonObject("{\"dev.gather/degraded\": [\"a\"]}"), result.getJsonObject("_meta"));
        assertEquals("a", answer.headers().get("gather-degraded"));
    }

    @Test
    void isAnErrorWhereItsAnswerIsTooLarge() {
        WebAnswer answer =
                call("input-any", "{'text': '" + "x".repeat(1000) + "'}").to(door, "/mcp", 600);

        JsonObject result = Posted.json(answer).getJsonObject("result");
        assertEquals(200, answer.status());
        assertTrue(result.getBoolean("isError"));
        assertEquals("urn:gather:problem:answer-too-large", new JsonObject(text(result)).getString("type"));
    }

    @Test
    void isRefusedWhereItsRequestIsTooLarge() {
        WebAnswer answer = call("input-any", "{'text': '" + "x".repeat(7 * 1024 * 1024) + "'}")
                .to(door);

        assertEquals(413, answer.status());
    }
}
