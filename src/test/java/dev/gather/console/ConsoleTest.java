package dev.gather.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.CompositionFile;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import dev.gather.stub.Stubs;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console shows and does, over HTTP; the sources that it asks are a stub and a database. */
@QuarkusTest
class ConsoleTest {
    private static final String NAME = "console-page";
    private static final String PAGE = """
            description: A page.
            route: GET /console-page/{sku}
            input:
              type: object
              properties:
                latest: { type: integer, minimum: 1, default: 10 }
            sources:
              again:
                http: GET stub:/again
                retries: 1
              hedged:
                http: GET stub:/hedged
                hedge: 50ms
              lost:
                http: GET stub:/lost/{% $again.id %}
                fallback: none
              rows:
                sql: SELECT value FROM mytable ORDER BY value LIMIT 1
            values:
              twice: $again.id * 2
            output: '{% [$twice, $hedged, $lost, $input.latest] %}'
            """;

    @Inject
    ConsoleServer console;

    @Inject
    Rehearsal rehearsal;

    @BeforeEach
    void write() throws IOException {
        console.write(NAME, PAGE);
    }

    @AfterEach
    void remove() throws IOException {
        console.remove(NAME);
    }

    private static void script() {
        Stubs.script(
                new JsonObject().put("request", "GET /again").put("status", 503),
                Stubs.json("GET /again", new JsonObject().put("id", 7)),
                Stubs.json("GET /hedged", "slow").put("delay", 5_000),
                Stubs.json("GET /hedged", "fast"),
                new JsonObject().put("request", "GET /lost/7").put("status", 500));
    }

    private static JsonObject order(JsonObject faults) {
        return new JsonObject()
                .put("composition", NAME)
                .put("input", new JsonObject())
                .put("faults", faults);
    }

    private JsonObject run() throws Exception {
        script();
        return console.json("run", order(new JsonObject()));
    }

    private static List<String> requests(JsonObject run, String source) {
        return ConsoleServer.named(run.getJsonArray("sources"), source).getJsonArray("requests").stream()
                .map(JsonObject.class::cast)
                .map(request -> request.getString("role") + " " + request.getString("outcome"))
                .toList();
    }

    @Test
    void listsWhatCompositionsTakeAndAsk() throws Exception {
        JsonObject overview = console.overview(NAME);

        assertEquals("A page.", overview.getString("description"));
        assertEquals("GET /console-page/{sku}", overview.getString("route"));
        assertEquals(new JsonObject("""
                        {"sku": {"type": "string"}, "latest": {"type": "integer", "minimum": 1, "default": 10}}"""), overview.getJsonObject("input").getJsonObject("properties"));
        assertTrue(overview.getBoolean("safe"));
        JsonArray sources = overview.getJsonArray("sources");
        assertEquals(
                new JsonArray("[\"connection\", \"timeout\", \"malformed\", \"too-large\"]"),
                ConsoleServer.named(sources, "again").getJsonArray("faults"));
        assertFalse(ConsoleServer.named(sources, "rows").getBoolean("status"));
        JsonArray parts = overview.getJsonObject("plan").getJsonArray("parts");
        assertEquals(
                new JsonArray("[\"again\"]"), ConsoleServer.named(parts, "lost").getJsonArray("after"));
        assertEquals("value", ConsoleServer.named(parts, "twice").getString("kind"));
    }

    @Test
    void tellsEachRequestOfARun() throws Exception {
        JsonObject run = run();

        assertEquals(200, run.getInteger("status"), run.encodePrettily());
        assertEquals(new JsonArray("[14, \"fast\", \"none\", 10]"), run.getJsonArray("answer"));
        assertEquals(List.of("first failed", "retry value"), requests(run, "again"));
        assertEquals(List.of("first cancelled", "hedge value"), requests(run, "hedged"));
        assertEquals(List.of("first failed"), requests(run, "lost"));
        JsonObject lost = ConsoleServer.named(run.getJsonArray("sources"), "lost");
        assertEquals("fallback", lost.getString("outcome"));
        assertEquals(new JsonArray("[\"again\"]"), lost.getJsonArray("after"));
        assertEquals(
                "GET stub:/lost/7",
                lost.getJsonArray("requests").getJsonObject(0).getString("request"));
        assertEquals(7, run.getJsonObject("values").getJsonObject("again").getInteger("id"));
        assertTrue(run.getDouble("deadline") > run.getDouble("time"));
    }

    @Test
    void marksTheCriticalPath() throws Exception {
        Stubs.script(
                Stubs.json("GET /again", new JsonObject().put("id", 7)),
                Stubs.json("GET /hedged", "fast"),
                Stubs.json("GET /lost/7", "late").put("delay", 700));

        JsonArray sources = console.json("run", order(new JsonObject())).getJsonArray("sources");

        assertTrue(ConsoleServer.named(sources, "lost").getBoolean("critical"));
        assertTrue(ConsoleServer.named(sources, "again").getBoolean("critical"));
        assertFalse(ConsoleServer.named(sources, "rows").getBoolean("critical"));
    }

    @Test
    void switchesFaultsOn() throws Exception {
        Stubs.script(Stubs.json("GET /again", new JsonObject().put("id", 7)));
        JsonObject faults = new JsonObject()
                .put("hedged", new JsonObject().put("status", 404))
                .put("lost", new JsonObject().put("fault", "malformed"))
                .put("rows", new JsonObject().put("delay", 300));

        JsonObject run = console.json("run", order(faults));

        assertEquals(
                404,
                run.getJsonArray("sources").stream()
                        .map(JsonObject.class::cast)
                        .filter(source -> source.getString("name").equals("hedged"))
                        .mapToInt(source -> source.getString("error").equals("missing") ? 404 : 0)
                        .sum(),
                run.encodePrettily());
        assertEquals(502, run.getInteger("status"));
        assertTrue(ConsoleServer.named(run.getJsonArray("sources"), "hedged").getBoolean("switched"));
    }

    @Test
    void delaysASource() throws Exception {
        Stubs.script(
                Stubs.json("GET /again", new JsonObject().put("id", 7)),
                Stubs.json("GET /hedged", "fast"),
                Stubs.json("GET /lost/7", "found"));

        JsonObject run = console.json("run", order(new JsonObject().put("rows", new JsonObject().put("delay", 600))));

        JsonObject rows = ConsoleServer.named(run.getJsonArray("sources"), "rows");
        assertEquals("value", rows.getString("outcome"), run.encodePrettily());
        assertTrue(rows.getDouble("end") - rows.getDouble("start") >= 600, rows.encode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nobody\": {}}| unknown source 'nobody', known: again, hedged, lost, rows",
                "{\"rows\": {\"status\": 503}}| 'rows' has no status: only http has one",
                "{\"again\": {\"status\": 99}}| the status of 'again' must be from 200 to 599",
                "{\"again\": {\"delay\": -1}}| the delay of 'again' must be from 0 to 600000 ms",
                "{\"again\": {\"delay\": \"1s\"}}| the delay of 'again' must be a whole number",
                "{\"again\": {\"fault\": \"deadlock\"}}| 'again' cannot have the fault 'deadlock', but connection, timeout, malformed, too-large",
                "{\"again\": 1}| the fault of 'again' is no object"
            })
    void refusesFaultsThatASourceCannotHave(String faults, String message) throws Exception {
        HttpResponse<String> answer = console.post("run", order(new JsonObject(faults)));

        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(message, new JsonObject(answer.body()).getString("fault"));
    }

    @Test
    void showsWhatIsWrongWithAnInput() throws Exception {
        JsonObject order = order(new JsonObject()).put("input", new JsonObject().put("latest", 0));

        JsonObject run = console.json("run", order);

        assertEquals(400, run.getInteger("status"));
        assertEquals(
                "/latest",
                run.getJsonObject("problem")
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"));
        assertTrue(run.getJsonArray("sources").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$again.id + 1| 8",
                "{% $hedged %}| \"fast\"",
                "$input.latest| 10",
                "[$lost, $twice]| [\"none\", 14]",
                "$nothing.at.all ? 1 : 2| unknown variable $nothing, known: $again, $hedged, $input, $lost, $request, $rows, $twice",
                "$agian.id| unknown variable $agian, did you mean $again?",
                "$som($rows)| unknown function $som, did you mean $sum?",
                "$again.id + 'x'| JSONata error T2002 at character 11"
            })
    void evaluatesExpressionsOverTheValuesOfARun(String expression, String expected) throws Exception {
        long id = run().getLong("id");

        JsonObject body = new JsonObject().put("run", id).put("expression", expression);
        JsonObject result = new JsonObject(console.post("evaluate", body).body());

        String got = result.containsKey("fault")
                ? result.getString("fault")
                : new JsonArray().add(result.getValue("value")).encode();
        String wanted = result.containsKey("fault") ? expected : new JsonArray("[" + expected + "]").encode();
        assertTrue(got.startsWith(wanted), got);
    }

    @Test
    void saysWhereAnExpressionIsWrong() throws Exception {
        long id = run().getLong("id");

        JsonObject result =
                console.json("evaluate", new JsonObject().put("run", id).put("expression", "  $again.id + )"));

        assertEquals(14, result.getInteger("offset"), result.encode());
    }

    @Test
    void keepsEveryDigit() throws Exception {
        console.write(NAME, "output: { in: '{% $input.n %}', out: 12345678901234567890.10 }\n");
        JsonObject order = new JsonObject().put("composition", NAME);

        String answer = console.post(
                        "run", order.put("input", new JsonObject().put("n", new BigDecimal("98765432109876543210.50"))))
                .body();

        assertTrue(
                answer.contains("\"answer\":{\"in\":98765432109876543210.50,\"out\":12345678901234567890.10}"), answer);
    }

    @Test
    void savesARunAsACaseThatPasses() throws Exception {
        long id = run().getLong("id");

        JsonObject first = console.json("save", new JsonObject().put("run", id).put("name", "a page"));
        JsonObject second = console.json("save", new JsonObject().put("run", id));

        assertEquals("a page", first.getString("case"), first.encode());
        assertEquals("recorded 1", second.getString("case"), second.encode());
        String text = Files.readString(console.tests(NAME));
        assertTrue(text.contains("status: 503"), text);
        Suite.FileResult result = new Suite(rehearsal)
                .run(
                        new CompositionFile(NAME, NAME + ".test.yaml", text),
                        Map.of(NAME, new CompositionFile(NAME, NAME + ".yaml", PAGE)));
        assertEquals(
                List.of(List.of(), List.of()),
                result.cases().stream().map(Suite.Outcome::differences).toList());
    }

    @Test
    void savesNoRunWhoseAnswersWereKept() throws Exception {
        console.write(NAME, "sources: { kept: { http: GET stub:/kept, cache: 1m } }\noutput: '{% $kept %}'\n");
        Stubs.script(Stubs.json("GET /kept", 1), Stubs.json("GET /kept", 2));

        JsonObject first = console.json("run", order(new JsonObject()));
        JsonObject second = console.json("run", order(new JsonObject()));
        HttpResponse<String> refused = console.post("save", new JsonObject().put("run", second.getLong("id")));
        assertEquals(new JsonObject(), console.json("forget", new JsonObject()));
        JsonObject third = console.json("run", order(new JsonObject()));

        assertEquals(1, first.getInteger("answer"));
        assertEquals(1, second.getInteger("answer"));
        assertTrue(ConsoleServer.named(second.getJsonArray("sources"), "kept")
                .getJsonObject("cache")
                .containsKey("hits"));
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("forget kept answers"), refused.body());
        assertFalse(Files.exists(console.tests(NAME)));
        assertEquals(2, third.getInteger("answer"));
    }

    @Test
    void givesHeadersAndClaimsToARunAndSavesItNot() throws Exception {
        console.write(NAME, """
                route: GET /console-page/{sku}
                output: '{% [$request.path, $request.headers."x-a", $request.claims.sub] %}'
                """);
        JsonObject order = order(new JsonObject())
                .put("input", new JsonObject().put("sku", "L1"))
                .put("request", new JsonObject("{\"headers\": {\"X-A\": \"b\"}, \"claims\": {\"sub\": \"ada\"}}"));

        JsonObject run = console.json("run", order);
        HttpResponse<String> refused = console.post("save", new JsonObject().put("run", run.getLong("id")));

        assertEquals(new JsonArray("[\"/console-page/L1\", \"b\", \"ada\"]"), run.getJsonArray("answer"));
        assertTrue(console.overview(NAME).getBoolean("request"));
        assertEquals(400, refused.statusCode());
    }

    @Test
    void doesNotKnowOfARunThatItNeverMade() throws Exception {
        HttpResponse<String> answer =
                console.post("evaluate", new JsonObject().put("run", 1 << 30).put("expression", "1"));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("run it again"), answer.body());
    }

    @Test
    void showsTheOffendingLineUntilItIsMended() throws Exception {
        console.write(NAME, "route: GET /a\noutput: '{% $nobody %}'\n");

        JsonObject broken = console.state();
        HttpResponse<String> refused = console.post("run", order(new JsonObject()));
        console.write(NAME, PAGE);
        JsonObject mended = console.state();

        assertFalse(broken.getBoolean("usable"));
        JsonObject problem = broken.getJsonArray("problems").getJsonObject(0);
        assertEquals("unknown variable $nobody", problem.getString("fault"));
        assertEquals("unknown-variable", problem.getString("code"));
        assertEquals(2, problem.getInteger("line"));
        assertEquals(
                new JsonObject().put("number", 2).put("text", "output: '{% $nobody %}'"),
                problem.getJsonArray("lines").getJsonObject(1));
        assertEquals(409, refused.statusCode());
        assertTrue(mended.getBoolean("usable"));
        assertTrue(mended.getLong("version") > broken.getLong("version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-variable", "timeout", "outcome-unknown"})
    void explainsCodes(String code) throws Exception {
        HttpResponse<String> answer = console.get("/q/console/explanations/" + code, "application/json");

        assertEquals(200, answer.statusCode(), answer.body());
        String text = new JsonObject(answer.body()).getString("text");
        assertFalse(text.isBlank() || text.contains("\n##"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "..", ".*", "..%2f..%2fpom.xml", "%0A"})
    void explainsNothingElse(String code) throws Exception {
        int status = console.get("/q/console/explanations/" + code, "application/json")
                .statusCode();

        assertTrue(status == 400 || status == 404, code + " " + status);
    }

    @Test
    void tellsOpenPagesOfChanges() throws Exception {
        URLConnection stream =
                URI.create(console.url() + "/q/console/events").toURL().openConnection();
        stream.setReadTimeout(20_000);
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            long first = version(events);
            assertEquals(first, console.state().getLong("version"));

            console.write(NAME, "output: changed\n");

            assertTrue(version(events) > first);
        }
    }

    private static long version(BufferedReader events) throws IOException {
        String line = events.readLine();
        while (!line.startsWith("data: ")) {
            line = events.readLine();
        }
        return Long.parseLong(line.substring("data: ".length()));
    }

    @ParameterizedTest
    @CsvSource({"/, text/html, true", "/, */*, false", "/customers, text/html, false", "/q/console/, text/html, true"})
    void isAtTheRootForBrowsers(String path, String accept, boolean there) throws Exception {
        HttpResponse<String> answer = console.get(path, accept);

        assertEquals(200, answer.statusCode());
        assertEquals(there, answer.body().contains("<title>Gather console</title>"), answer.body());
        assertEquals(
                there, answer.headers().firstValue("content-security-policy").isPresent());
    }

    @Test
    void leavesTheRootToACompositionThatHasIt() throws Exception {
        console.write(NAME, "route: GET /\noutput: mine\n");

        assertEquals("a composition's answer", console.get("/", "text/html").body());
    }

    @Test
    void showsProblemsInPlaceOfAnAnswerToBrowsers() throws Exception {
        console.write(NAME, "output: '{% $nobody %}'\n");

        HttpResponse<String> page = console.get("/customers", "text/html,*/*");
        HttpResponse<String> other = console.get("/customers", "application/json");

        assertEquals(500, page.statusCode());
        assertTrue(page.body().contains("/q/console/mending.js"), page.body());
        assertTrue(page.headers().firstValue("content-security-policy").isPresent());
        assertEquals("a composition's answer", other.body());
    }
}
