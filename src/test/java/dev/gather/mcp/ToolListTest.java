package dev.gather.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Tools;
import dev.gather.json.PrettyJson;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import dev.gather.yaml.Problem;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which compositions are tools, and what models are told of them. */
@QuarkusTest
class ToolListTest {
    @Inject
    @All
    List<SourceKind> kinds;

    @Inject
    FetchStack stack;

    @Inject
    WebDoor door;

    private Compositions load(Tools tools, boolean forgiving, String name, String composition) {
        return new CompositionLoader(kinds, stack, forgiving)
                .offering(tools)
                .load(List.of(new CompositionFile(name, name + ".yaml", composition)));
    }

    private JsonArray listed(Tools tools, String composition) {
        Compositions compositions = load(tools, true, "one", composition);
        return new JsonObject(PrettyJson.of(ToolList.of(compositions))).getJsonArray("tools");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(nullValues = "-", textBlock = """
            NONE,         GET /a, -,     false
            NONE,         -,      true,  false
            WITH_A_ROUTE, GET /a, -,     true
            WITH_A_ROUTE, GET /a, false, false
            WITH_A_ROUTE, GET /a, true,  true
            WITH_A_ROUTE, -,      -,     false
            WITH_A_ROUTE, -,      true,  true
            ALL,          -,      -,     true
            ALL,          -,      false, false
            ALL,          GET /a, false, false
            """)
    void hasWhatIsATool(Tools tools, String route, String tool, boolean listed) {
        String composition = (route == null ? "" : "route: " + route + "\n")
                + (tool == null ? "" : "tool: " + tool + "\n") + "output: 1\n";

        assertEquals(listed ? 1 : 0, listed(tools, composition).size());
    }

    @Test
    void saysWhatATaskNeedsAndGives() {
        JsonArray tools = listed(Tools.WITH_A_ROUTE, """
                description: What a customer has ordered.
                route: GET /customers/{id}/orders/{kind}
                input:
                  required: [latest]
                  properties:
                    id: { type: integer, x-mcp-header: Id }
                    latest: { $ref: '#/$defs/count' }
                  $defs: { count: { type: integer, default: 10 } }
                output: { a: 1 }
                returns: { type: object, required: [a], properties: { a: { const: 1 } } }
                """);

        assertEquals(new JsonArray("""
                [{
                  "name": "one",
                  "description": "What a customer has ordered.",
                  "inputSchema": {
                    "type": "object",
                    "required": ["latest", "id", "kind"],
                    "properties": {
                      "id": { "type": "integer" },
                      "latest": { "$ref": "#/$defs/count" },
                      "kind": {}
                    },
                    "$defs": { "count": { "type": "integer", "default": 10 } }
                  },
                  "outputSchema": { "type": "object", "required": ["a"], "properties": { "a": { "const": 1 } } },
                  "annotations": { "readOnlyHint": true }
                }]"""), tools);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing              | {}                                                             | {"readOnlyHint": true}
            a GET                | {a: {http: 'GET stub:/a'}}                                     | {"readOnlyHint": true}
            a query              | {a: {sql: 'SELECT 1'}}                                         | {"readOnlyHint": true}
            a POST               | {a: {http: 'POST stub:/a'}}                                    | {"readOnlyHint": false, "idempotentHint": false}
            a POST with a key    | {a: {http: 'POST stub:/a', idempotency-key: true}}             | {"readOnlyHint": false, "idempotentHint": false}
            a POST to repeat     | {a: {http: 'POST stub:/a', retryable: true}}                   | {"readOnlyHint": false, "idempotentHint": true}
            a PUT                | {a: {http: 'PUT stub:/a'}}                                     | {"readOnlyHint": false, "idempotentHint": true}
            a DELETE and a query | {a: {http: 'DELETE stub:/a'}, b: {sql: 'SELECT 1'}}            | {"readOnlyHint": false, "idempotentHint": true}
            a write              | {a: {sql: 'DELETE FROM a', writes: true}}                      | {"readOnlyHint": false, "idempotentHint": false}
            a write to repeat    | {a: {sql: 'DELETE FROM a', writes: true, retryable: true}}     | {"readOnlyHint": false, "idempotentHint": true}
            a harmless write     | {a: {sql: 'UPDATE a SET b = 1', writes: safe}}                 | {"readOnlyHint": false, "idempotentHint": false}
            """)
    void saysWhatItMayChange(String unusedName, String sources, String annotations) {
        JsonObject tool =
                listed(Tools.ALL, "sources: " + sources + "\noutput: 1\n").getJsonObject(0);

        assertEquals(new JsonObject(annotations), tool.getJsonObject("annotations"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                       |
            {type: [object, 'null']} |
            {type: array}            |
            {type: object}           | {"type": "object"}
            """)
    void promisesObjectsAlone(String returns, String schema) {
        JsonObject tool =
                listed(Tools.ALL, "output: {}\nreturns: " + returns + "\n").getJsonObject(0);

        assertEquals(schema == null ? null : new JsonObject(schema), tool.getJsonObject("outputSchema"));
    }

    @Test
    void takesAnythingWithoutASchema() {
        assertEquals(
                new JsonObject("{\"type\": \"object\"}"),
                listed(Tools.ALL, "output: 1\n").getJsonObject(0).getJsonObject("inputSchema"));
        assertEquals(
                new JsonObject(
                        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}}, \"required\": [\"a\"]}"),
                listed(Tools.ALL, "route: GET /{a}\noutput: 1\n")
                        .getJsonObject(0)
                        .getJsonObject("inputSchema"));
    }

    @Test
    void leavesOutWhatHasNoNameOfATool() {
        for (String name : List.of("two words", "größe", "a/b", "x".repeat(129))) {
            Compositions compositions = load(Tools.ALL, true, name, "output: 1\n");

            assertEquals(List.of(), ToolList.of(compositions).get("tools"));
            assertTrue(ToolList.find(compositions, name).isEmpty());
            assertEquals(1, compositions.warnings().size());
            assertTrue(load(Tools.ALL, true, name, "tool: false\noutput: 1\n")
                    .warnings()
                    .isEmpty());
        }
        assertEquals(
                1,
                ((List<?>) ToolList.of(load(Tools.ALL, true, "A.b-c_1", "output: 1\n"))
                                .get("tools"))
                        .size());
    }

    @Test
    void warnsOfAToolThatNobodyWouldChoose() {
        String warnings = load(Tools.ALL, false, "one", "output: 1\n").warnings().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));

        assertEquals(
                "one.yaml:1:1: the tool has no description, by which models choose, add one, or write tool: false",
                warnings);
        assertEquals(List.of(), load(Tools.NONE, false, "one", "output: 1\n").warnings());
    }

    @ParameterizedTest
    @CsvSource({"POST /mcp, true", "GET /mcp/, true", "POST /mcp/x, false", "POST /{mcp}, false", "POST /x/mcp, false"})
    void hasItsPathForItself(String route, boolean refused) {
        String composition = "route: " + route + "\noutput: 1\n";
        assertFalse(load(Tools.NONE, true, "one", composition).all().isEmpty());
        if (!refused) {
            assertFalse(load(Tools.WITH_A_ROUTE, true, "one", composition).all().isEmpty());
            return;
        }
        InvalidCompositionsException thrown = assertThrows(
                InvalidCompositionsException.class, () -> load(Tools.WITH_A_ROUTE, true, "one", composition));

        assertEquals(
                "one.yaml:1:8 route: /mcp is where tools are called, change the path, or unset gather.mcp.enabled",
                thrown.problems().get(0).toString());
    }

    @Test
    void isTheSameEachTimeAndInOrder() {
        WebAnswer first = Posted.stateless("tools/list", "").to(door);
        WebAnswer second = Posted.stateless("tools/list", "").to(door);

        assertEquals(Posted.text(first), Posted.text(second));
        JsonObject result = Posted.json(first).getJsonObject("result");
        List<String> names = result.getJsonArray("tools").stream()
                .map(tool -> ((JsonObject) tool).getString("name"))
                .toList();
        assertEquals(names.stream().sorted().toList(), names);
        assertTrue(names.contains("customer-overview") && !names.contains("tool-false"), names.toString());
        assertEquals("private", result.getString("cacheScope"));
        assertEquals(300_000, result.getInteger("ttlMs"));
    }

    @Test
    void isAnErrorWhereItIsTooLarge() {
        WebAnswer answer = Posted.handshake("tools/list", "").to(door, "/mcp", 500);

        assertEquals(200, answer.status());
        assertEquals(-32603, Posted.json(answer).getJsonObject("error").getInteger("code"));
    }
}
