package dev.gather.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.NpmPackage;
import dev.gather.web.WebDoor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client of the protocol's own SDK for TypeScript, over local HTTP. The test is skipped where there is no npm. */
@QuarkusTest
class SdkClientTest {
    private static final NpmPackage SDK = new NpmPackage("@modelcontextprotocol/client", "2.4.0", "dist/index.mjs");

    @TestHTTPResource("/mcp")
    URL url;

    @Inject
    WebDoor door;

    /**
     * What the client says that it got.
     *
     * @param version the revision that it insists on; {@code auto} for the latest that both know, {@code legacy} for a handshake
     */
    private JsonObject client(String version, JsonArray calls) throws IOException, InterruptedException {
        List<String> sdk = SDK.command();
        Process node = new ProcessBuilder(
                        sdk.get(0),
                        "src/test/resources/mcp/client.mjs",
                        sdk.get(1),
                        url.toString(),
                        version,
                        calls.encode())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor(), output);
        return new JsonObject(output);
    }

    private static JsonObject call(String name, JsonObject arguments) {
        return new JsonObject().put("name", name).put("arguments", arguments);
    }

    @ParameterizedTest
    @CsvSource({"2026-07-28, 2026-07-28", "auto, 2026-07-28", "legacy, 2025-11-25"})
    void listsAndCallsTools(String wanted, String version) throws Exception {
        JsonObject seen = client(
                wanted,
                new JsonArray()
                        .add(call("tool-returns", new JsonObject("{\"a\": 1, \"b\": 2}")))
                        .add(call("tool-returns", new JsonObject("{\"a\": \"x\"}")))
                        .add(call("door-large", new JsonObject("{\"times\": 2, \"text\": \"é\"}")))
                        .add(call("nobody", new JsonObject())));

        assertEquals(version, seen.getString("version"));
        assertEquals("gather", seen.getJsonObject("server").getString("name"));
        JsonArray outcomes = seen.getJsonArray("outcomes");
        assertEquals(new JsonObject("{\"sum\": 3}"), outcomes.getJsonObject(0).getJsonObject("structuredContent"));
        assertTrue(outcomes.getJsonObject(1).getBoolean("isError"), outcomes.encodePrettily());
        assertEquals(
                "[\"é\",\"é\"]",
                outcomes.getJsonObject(2)
                        .getJsonArray("content")
                        .getJsonObject(0)
                        .getString("text"));
        assertEquals(-32602, outcomes.getJsonObject(3).getInteger("thrown"), outcomes.encodePrettily());
        JsonArray listed = Posted.json(Posted.handshake("tools/list", "").to(door))
                .getJsonObject("result")
                .getJsonArray("tools");
        assertEquals(listed, seen.getJsonArray("tools"));
    }
}
