package dev.gather.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gather.NpmPackage;
import dev.gather.stub.Stubs;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in Chromium, by the keyboard, in light and dark, wide and narrow. Skipped where there is no Chromium or npm. */
@QuarkusTest
class BrowserTest {
    private static final NpmPackage PLAYWRIGHT = new NpmPackage("playwright-core", "1.65.1", "index.mjs");
    private static final NpmPackage AXE = new NpmPackage("axe-core", "4.14.1", "axe.min.js");
    private static final String NAME = "console-browser";
    private static final int TIMES = 40;

    @Inject
    ConsoleServer console;

    @BeforeEach
    void write() throws IOException {
        console.write(NAME, """
                route: GET /console-browser/{sku}
                input:
                  type: object
                  required: [sku]
                  properties:
                    sku: { type: string, examples: [LAMP] }
                    latest: { type: integer, minimum: 1, default: 10 }
                    order: { enum: [newest, cheapest] }
                    more: { type: object }
                sources:
                  product:
                    http: GET stub:/product
                  offers:
                    http: GET stub:/offers/{% $product.id %}
                    retries: 1
                    fallback: []
                output:
                  name: '{% $product.name %}'
                  offers: '{% $offers %}'
                """);
        JsonObject product = new JsonObject().put("id", 7).put("name", "<img src=x onerror=alert(1)>");
        Stubs.script(new JsonArray()
                .add(Stubs.json("GET /product", product).put("times", TIMES))
                .add(Stubs.json("GET /offers/7", new JsonArray("[1, 12345678901234567890]"))
                        .put("times", TIMES)));
    }

    @AfterEach
    void remove() throws IOException {
        console.remove(NAME);
    }

    private static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private JsonObject seen() throws IOException, InterruptedException {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "there is no Chromium");
        List<String> node = PLAYWRIGHT.command();
        Process script = new ProcessBuilder(
                        node.get(0),
                        "src/test/resources/console/browser.mjs",
                        node.get(1),
                        AXE.command().get(1),
                        chromium.get().toString(),
                        console.url(),
                        console.tests(NAME).getParent().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, script.waitFor(), output);
        return new JsonObject(output);
    }

    @Test
    void isUsedInABrowser() throws Exception {
        JsonObject seen = seen();

        assertEquals(4, seen.getJsonArray("views").size());
        seen.getJsonArray("views").forEach(view -> {
            assertEquals(new JsonArray(), ((JsonObject) view).getJsonArray("violations"), view.toString());
            assertEquals(0, ((JsonObject) view).getInteger("overflow"), view.toString());
        });
        assertShowsTheRun(seen);
        assertFollowsTheFile(seen);
        assertEquals("42", seen.getString("pad"));
        assertTrue(seen.getString("saved").contains("seen in a browser"), seen.encodePrettily());
        assertTrue(Files.readString(console.tests(NAME)).contains("name: seen in a browser"));
        // Of a page that is answered with a status of 500, the browser itself says so.
        assertTrue(
                seen.getJsonArray("faults").stream()
                        .allMatch(fault -> fault.toString().contains("status of 500")),
                seen.getJsonArray("faults").encodePrettily());
    }

    private static void assertShowsTheRun(JsonObject seen) {
        assertEquals("LAMP", seen.getString("label"));
        assertEquals("not a number", seen.getString("notANumber"));
        assertTrue(seen.getString("violation").contains("1"), seen.getString("violation"));
        String answer = seen.getString("answer");
        assertTrue(answer.contains("\"<img src=x onerror=alert(1)>\""), answer);
        assertTrue(answer.contains("12345678901234567890"), answer);
        assertEquals(0, seen.getInteger("markup"));
        assertEquals(new JsonArray("[\"product\", \"offers\"]"), seen.getJsonArray("critical"));
        assertTrue(
                seen.getJsonArray("words").getString(1).matches(".*answered.* waited .* for product.*"),
                seen.encodePrettily());
        assertEquals(1, seen.getInteger("edges"));
        assertTrue(seen.getString("switched").contains("after connection"), seen.getString("switched"));
    }

    private static void assertFollowsTheFile(JsonObject seen) {
        assertTrue(
                seen.getString("problem").contains("unknown variable $prodct, did you mean $product?"),
                seen.getString("problem"));
        assertTrue(seen.getString("line").contains("$prodct.name"), seen.getString("line"));
        assertFalse(seen.getBoolean("canRunBroken"));
        JsonObject instead = seen.getJsonObject("instead");
        assertEquals(500, instead.getInteger("status"));
        assertTrue(instead.getString("problem").contains("$prodct"), instead.encode());
        assertEquals(0, seen.getInteger("problemsAfterwards"));
    }
}
