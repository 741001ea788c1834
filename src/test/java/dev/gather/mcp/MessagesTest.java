package dev.gather.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.Catalog;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Engine;
import dev.gather.web.ToolDoor;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of both revisions, and how those are refused that keep to neither. */
@QuarkusTest
class MessagesTest {
    @Inject
    WebDoor door;

    @Inject
    Catalog catalog;

    @Inject
    Engine engine;

    @Inject
    ToolDoor tools;

    @Inject
    GatherConfig config;

    /** Headers by a short form: {@code new} and {@code old} are versions, {@code list} and {@code call} methods. */
    private static Map<String, String> headers(String written) {
        Map<String, String> headers = new TreeMap<>();
        for (String part : written == null ? new String[0] : written.split("; ")) {
            switch (part) {
                case "new" -> headers.put("mcp-protocol-version", Posted.STATELESS);
                case "old" -> headers.put("mcp-protocol-version", Posted.HANDSHAKE);
                case "list" -> headers.put("mcp-method", "tools/list");
                case "call" -> headers.put("mcp-method", "tools/call");
                default -> headers.put(part.split("=", 2)[0], part.split("=", 2)[1]);
            }
        }
        return headers;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nothing at all                | old                   |                                              | 400 | -32700
            no JSON                       | old                   | {'jsonrpc': '2.0',                           | 400 | -32700
            two values                    | old                   | {} {}                                        | 400 | -32700
            a name twice                  | old                   | {'id': 1, 'id': 2}                           | 400 | -32700
            a batch                       | old                   | [{'jsonrpc': '2.0', 'id': 1, 'method': 'ping'}] | 400 | -32600
            an empty batch                | old                   | []                                           | 400 | -32600
            a text                        | old                   | 'ping'                                       | 400 | -32600
            null                          | old                   | null                                         | 400 | -32600
            an empty object               | old                   | {}                                           | 400 | -32600
            another JSON-RPC              | old                   | {'jsonrpc': '1.0', 'id': 1, 'method': 'ping'} | 400 | -32600
            a number for JSON-RPC         | old                   | {'jsonrpc': 2.0, 'id': 1, 'method': 'ping'}  | 400 | -32600
            no method                     | old                   | {'jsonrpc': '2.0', 'id': 1}                  | 400 | -32600
            a method that is a number     | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 1}     | 400 | -32600
            an answer                     | old                   | {'jsonrpc': '2.0', 'id': 1, 'result': {}}    | 400 | -32600
            the id null                   | old                   | {'jsonrpc': '2.0', 'id': null, 'method': 'ping'} | 400 | -32600
            the id a list                 | old                   | {'jsonrpc': '2.0', 'id': [1], 'method': 'ping'} | 400 | -32600
            the id true                   | old                   | {'jsonrpc': '2.0', 'id': true, 'method': 'ping'} | 400 | -32600
            a request without id          | old                   | {'jsonrpc': '2.0', 'method': 'tools/call', 'params': {'name': 'input-any'}} | 400 | -32600
            params that are a list        | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'ping', 'params': []} | 400 | -32600
            params that are null          | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'ping', 'params': null} | 400 | -32600
            an unknown method             | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/run'} | 200 | -32601
            a method of prompts           | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'prompts/list'} | 200 | -32601
            a method of the next revision | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'server/discover'} | 200 | -32601
            no version                    |                       | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list'} | 400 | -32020
            a version of long ago         | mcp-protocol-version=2024-11-05 | {'jsonrpc': '2.0', 'id': 1, 'method': 'ping'} | 400 | -32022
            no version of its own         | mcp-protocol-version= | {'jsonrpc': '2.0', 'id': 1, 'method': 'ping'} | 400 | -32022
            a version of a notification   | mcp-protocol-version=1 | {'jsonrpc': '2.0', 'method': 'notifications/x'} | 400 | -32022
            a handshake without version   |                       | {'jsonrpc': '2.0', 'id': 1, 'method': 'initialize'} | 200 | -32602
            a handshake of the stateless  | new; mcp-method=initialize | {'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {META}} | 404 | -32601
            a cursor                      | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {'cursor': ''}} | 200 | -32602
            no tool                       | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call'} | 200 | -32602
            a tool that is a number       | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 1}} | 200 | -32602
            an unknown tool               | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'nobody'}} | 200 | -32602
            a tool that says that it is none | old                | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'tool-false'}} | 200 | -32602
            arguments that are a list     | old                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'input-any', 'arguments': []}} | 200 | -32602
            nothing said of itself        | new; list             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list'} | 400 | -32602
            no capabilities               | new; list             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {'_meta': {'io.modelcontextprotocol/protocolVersion': '2026-07-28'}}} | 400 | -32602
            capabilities that are a list  | new; list             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {'_meta': {'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': []}}} | 400 | -32602
            a version that is a number    | new; list             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {'_meta': {'io.modelcontextprotocol/protocolVersion': 1}}} | 400 | -32602
            a version in the body alone   | list                  | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {META}} | 400 | -32020
            another version in the header | old; list             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {META}} | 400 | -32020
            no method in the headers      | new                   | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {META}} | 400 | -32020
            another method in the headers | new; call             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {META}} | 400 | -32020
            no tool in the headers        | new; call             | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'input-any', META}} | 400 | -32020
            another tool in the headers   | new; call; mcp-name=x | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'input-any', META}} | 400 | -32020
            a tool in broken base64       | new; call; mcp-name==?base64?a?= | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'input-any', META}} | 400 | -32020
            base64 without end            | new; call; mcp-name==?base64?= | {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'input-any', META}} | 400 | -32020
            a ping of the stateless       | new; mcp-method=ping  | {'jsonrpc': '2.0', 'id': 1, 'method': 'ping', 'params': {META}} | 404 | -32601
            """)
    void refuses(String unusedName, String headers, String body, int status, int code) {
        String written = body == null ? "" : body.replace("META", Posted.META);

        WebAnswer answer = new Posted(headers(headers), Map.of(), written).to(door);

        JsonObject error = Posted.json(answer);
        assertEquals(code, error.getJsonObject("error").getInteger("code"), error.encode());
        assertEquals(status, answer.status());
        assertEquals("2.0", error.getString("jsonrpc"));
        assertEquals(code == -32700 ? null : numberIn(written), error.getValue("id"), error.encode());
    }

    /** The id of a message that has a good one; null otherwise. */
    private static Object numberIn(String message) {
        return Json.decodeValue(message.replace('\'', '"')) instanceof JsonObject object
                        && object.getValue("id") instanceof Number number
                ? number
                : null;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another type               | content-type | text/plain                           | 415
            a form                     | content-type | application/x-www-form-urlencoded    | 415
            a strange compression      | content-encoding | br                               | 415
            a page that is not known   | origin       | https://other.example.com            | 403
            a page of this machine     | origin       | http://localhost:8080                | 403
            a page of no origin        | origin       | null                                 | 403
            a stream                   | accept       | text/event-stream                    | 406
            anything but JSON          | accept       | text/html, application/json;q=0      | 406
            """)
    void isRefusedByHttp(String unusedName, String header, String value, int status) {
        WebAnswer answer =
                Posted.handshake("tools/list", "").with(header, value).to(door);

        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.headers().get("content-type"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no type at all             | x-one        | 1
            JSON with a charset        | content-type | application/json; charset=utf-8
            a page that is known       | origin       | https://app.example.com
            as a client has to         | accept       | application/json, text/event-stream
            anything                   | accept       | text/html, */*;q=0.1
            any application            | accept       | Application/*
            a session that is none     | mcp-session-id | 1
            an event to go on from     | last-event-id | 1
            """)
    void isAnswered(String unusedName, String header, String value) {
        WebAnswer answer = Posted.handshake("ping", "").with(header, value).to(door);

        assertEquals(200, answer.status());
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", Posted.text(answer));
        assertTrue(!answer.headers().containsKey("mcp-session-id"), "a session");
    }

    @Test
    void answersTheIdAsItCame() {
        for (String id : List.of("'a \\u0000 b'", "''", "12345678901234567890", "-1", "1.50")) {
            String body = "{'jsonrpc': '2.0', 'id': " + id + ", 'method': 'ping'}";

            WebAnswer answer = new Posted(headers("old"), Map.of(), body).to(door);

            String expected = "{'jsonrpc':'2.0','id':" + id + ",'result':{}}";
            assertEquals(expected.replace('\'', '"'), Posted.text(answer));
        }
    }

    @Test
    void takesNotificationsWithoutAWord() {
        for (String headers : new String[] {"old", "new", null}) {
            WebAnswer answer = new Posted(
                            headers(headers), Map.of(), "{'jsonrpc': '2.0', 'method': 'notifications/cancelled'}")
                    .to(door);

            assertEquals(202, answer.status());
            assertEquals(0, answer.body().length);
        }
    }

    @Test
    void offersTheRevisionWithAHandshakeWhateverAClientWants() {
        for (String version : List.of(Posted.HANDSHAKE, Posted.STATELESS, "2024-11-05", "")) {
            String body = "{'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {'protocolVersion': '"
                    + version + "', 'capabilities': {}, 'clientInfo': {'name': 'a', 'version': '1'}}}";

            JsonObject answer = Posted.json(new Posted(Map.of(), Map.of(), body).to(door));

            JsonObject result = answer.getJsonObject("result");
            assertEquals(Posted.HANDSHAKE, result.getString("protocolVersion"));
            assertEquals(new JsonObject("{\"tools\": {}}"), result.getJsonObject("capabilities"));
            assertEquals(
                    Set.of("name", "version"),
                    result.getJsonObject("serverInfo").fieldNames());
        }
    }

    @Test
    void saysWhatItIsToWhoAsks() {
        JsonObject result =
                Posted.json(Posted.stateless("server/discover", "").to(door)).getJsonObject("result");

        assertEquals(
                List.of(Posted.STATELESS),
                result.getJsonArray("supportedVersions").getList());
        assertEquals(new JsonObject("{\"tools\": {}}"), result.getJsonObject("capabilities"));
        assertEquals("complete", result.getString("resultType"));
        assertEquals("private", result.getString("cacheScope"));
        assertEquals(300_000, result.getInteger("ttlMs"));
        assertEquals(
                "gather",
                result.getJsonObject("_meta")
                        .getJsonObject("io.modelcontextprotocol/serverInfo")
                        .getString("name"));
    }

    @Test
    void isNotThereUnlessItIsTurnedOn() {
        WebDoor closed = new WebDoor(catalog, engine, config);

        for (String path : List.of("/mcp", "/mcp/")) {
            WebAnswer answer = Posted.handshake("ping", "").to(closed, path, Long.MAX_VALUE);

            assertEquals(404, answer.status());
            assertTrue(Posted.text(answer).contains("urn:gather:problem:unknown-route"), Posted.text(answer));
        }
    }

    @Test
    void isBelowTheBasePath() {
        GatherConfig below = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.http.base-path", "/shop")
                .build()
                .getConfigMapping(GatherConfig.class);
        WebDoor shop = new WebDoor(catalog, engine, below, tools);

        assertEquals(
                200,
                Posted.handshake("ping", "")
                        .to(shop, "/shop/mcp", Long.MAX_VALUE)
                        .status());
        assertEquals(
                404,
                Posted.handshake("ping", "")
                        .to(shop, "/shop/mcp/mcp", Long.MAX_VALUE)
                        .status());
    }

    @Test
    void isNowhereElse() {
        for (String path : List.of("/mcp/x", "/MCP", "//mcp", "/x/mcp", "/%6dcp")) {
            assertEquals(
                    404,
                    Posted.handshake("ping", "").to(door, path, Long.MAX_VALUE).status(),
                    path);
        }
    }
}
