package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, of the native executable or the jar. */
class CommandsIT {
    private static final Path DEMO = Path.of("src/main/resources/demo/compositions");

    @TempDir
    Path folder;

    private record Ended(int status, String output, String error) {}

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(arguments));
        Path error = folder.resolve("error.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(error.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        return new Ended(process.exitValue(), output, Files.readString(error));
    }

    private static List<String> program() throws IOException {
        if (!Packaged.function().needsManagedRuntime()) {
            return Packaged.function().command();
        }
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            Path jar = built.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
        }
    }

    /** At once, so that nobody sees half of it. */
    private void write(String name, String text) throws IOException {
        Path part = Files.writeString(folder.resolve(name + ".part"), text);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void findsNoErrorInTheDemoAndNeedsNoConfiguration() throws Exception {
        Ended ended = run(Map.of(), "check", DEMO.toString());

        assertEquals(0, ended.status(), ended.output() + ended.error());
        assertTrue(
                ended.output().contains("warning: sources.tracking.http: unknown upstream 'carrier'"), ended.output());
        assertTrue(ended.output().contains("\n0 errors, "), ended.output());
        assertEquals("", ended.error());
        assertEquals(1, run(Map.of(), "check", "--strict", DEMO.toString()).status());
    }

    @Test
    void reportsErrorsAndWarningsAsJson() throws Exception {
        write("a.yaml", "input: { properties: { id: {} } }\noutput: ['{% $input.idd %}', '{% $inptu %}']\n");

        Ended ended = run(Map.of(), "check", "--format", "json", folder.toString());

        assertEquals(1, ended.status(), ended.error());
        JsonArray problems = new JsonObject(ended.output()).getJsonArray("problems");
        assertEquals(2, problems.size(), ended.output());
        assertEquals("$input has no 'idd'", problems.getJsonObject(0).getString("fault"));
        assertEquals("did you mean id?", problems.getJsonObject(0).getString("remedy"));
        assertEquals("unknown variable $inptu", problems.getJsonObject(1).getString("fault"));
    }

    @Test
    void printsPlans() throws Exception {
        Ended ended = run(Map.of(), "check", "--plan", "--template", "template.yaml", DEMO.toString());

        assertEquals(0, ended.status(), ended.error());
        assertTrue(ended.output().contains("customer-overview: at most 10,004 calls, all of 10 s\n"), ended.output());
        assertTrue(ended.output().contains("\n  items     after orders    sql, 1 call"), ended.output());
        assertEquals(2, run(Map.of(), "check", "--template", "template.yaml").status());
        assertEquals(
                new Ended(2, "", "error: nowhere.yaml cannot be read\n"),
                run(Map.of(), "check", "--plan", "--template", "nowhere.yaml", DEMO.toString()));
    }

    @Test
    void saysInALineWhatItCannotUse() throws Exception {
        assertEquals(new Ended(2, "", "error: nowhere is not a folder\n"), run(Map.of(), "check", "nowhere"));
        assertEquals(2, run(Map.of(), "chek").status());
        assertTrue(run(Map.of(), "chek").error().contains("did you mean check?"));
        assertEquals(
                2,
                run(Map.of("GATHER_TIMEOUT", "soon"), "check", DEMO.toString()).status());
    }

    @Test
    void describesTheRoutesAsOpenApi() throws Exception {
        Ended json = run(Map.of(), "openapi", "--format", "json", "--title", "Shop", DEMO.toString());

        assertEquals(0, json.status(), json.error());
        JsonObject document = new JsonObject(json.output());
        assertEquals("3.1.0", document.getString("openapi"));
        assertEquals("Shop", document.getJsonObject("info").getString("title"));
        assertTrue(document.getJsonObject("paths").containsKey("/customers/{customerId}/overview"), json.output());

        Path file = folder.resolve("api.yaml");
        Ended yaml = run(Map.of(), "openapi", "--lambda", "${F.Arn}", "-o", file.toString(), DEMO.toString());

        assertEquals(new Ended(0, "", ""), yaml);
        assertTrue(Files.readString(file).startsWith("openapi: 3.0.3\n"));
        assertTrue(Files.readString(file).contains("functions/${F.Arn}/invocations"));
    }

    @Test
    void saysWhyThereIsNoOpenApiDocument() throws Exception {
        write("a.yaml", "output: 1\n");

        assertEquals(
                new Ended(2, "", "error: no composition has a route: add one, as in route: GET /customers/{id}\n"),
                run(Map.of(), "openapi", folder.toString()));
        assertEquals(2, run(Map.of(), "openapi", "--lambda", "f", DEMO.toString()).status());
        assertEquals(
                new Ended(2, "", "error: OpenAPI 2.0 is not known: write 3.1 or 3.0\n"),
                run(Map.of(), "openapi", "--openapi-version", "2.0", DEMO.toString()));
    }

    @Test
    void printsTheSchemas() throws Exception {
        Path schemas = Path.of("src/main/resources/schema");

        assertEquals(
                Files.readString(schemas.resolve("composition.schema.json")),
                run(Map.of(), "schema").output());
        assertEquals(
                Files.readString(schemas.resolve("test.schema.json")),
                run(Map.of(), "schema", "test").output());
    }

    @Test
    void runsCases() throws Exception {
        Files.copy(DEMO.resolve("customer-overview.yaml"), folder.resolve("customer-overview.yaml"));
        write("customer-overview.test.yaml", """
                cases:
                  - name: a late carrier costs one null
                    input: { customerId: 1 }
                    sources:
                      customer: { value: { id: 1, tier: gold } }
                      orders: { value: [{ id: 7, status: shipped }] }
                      items: { value: [] }
                      tracking: { delay: 5s, value: { state: lost } }
                      offers: { value: [] }
                    output:
                      customer: { id: 1, tier: gold }
                      orders: [{ id: 7, status: shipped, items: [] }]
                      tracking: [null]
                      offers: []
                    degraded: [tracking]
                    time: 300ms
                  - name: no such customer
                    input: { customerId: 2 }
                    sources: { customer: { value: null }, orders: { value: [] }, items: { value: [] } }
                    problem: { status: 403 }
                """);
        Path junit = folder.resolve("junit.xml");

        Ended ended = run(Map.of(), "test", folder.toString(), "--junit", junit.toString());

        assertEquals(1, ended.status(), ended.error());
        assertTrue(ended.output().contains("  ok    a late carrier costs one null\n"), ended.output());
        assertTrue(
                ended.output().contains("  FAIL  no such customer\n          problem.status: expected 403, was 404\n"),
                ended.output());
        assertTrue(ended.output().endsWith("\n2 cases, 1 failed\n"), ended.output());
        assertEquals("", ended.error());
        assertTrue(Files.readString(junit).contains("tests=\"2\" failures=\"1\""));
    }

    @Test
    void runsACompositionAndShowsWhenItsSourcesRan() throws Exception {
        Map<String, String> world = Packaged.world().environment();

        Ended ended = run(world, "run", "data-and-rows", "--explain");

        assertEquals(0, ended.status(), ended.error());
        assertTrue(new JsonObject(ended.output()).containsKey("data"), ended.output());
        assertTrue(ended.error().startsWith("data-and-rows: 200 after "), ended.error());
        assertEquals(1, ended.error().split("\n\\* \\w+ +\\| *=", -1).length - 1, ended.error());
    }

    @Test
    void convertsParametersAsThoseOfAQuery() throws Exception {
        Ended ended = run(Packaged.world().environment(), "run", "customer-overview", "customerId=1", "latest=1");

        assertEquals(0, ended.status(), ended.error());
        JsonObject answer = new JsonObject(ended.output());
        assertEquals(1, answer.getJsonObject("customer").getInteger("id"));
        assertEquals(1, answer.getJsonArray("orders").size());
    }

    @Test
    void runsAgainWhenACompositionChanges() throws Exception {
        write("a.yaml", "output: 1\n");
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of("run", "a", "--watch"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GATHER_COMPOSITIONS", folder.toString());
        builder.environment().put("GATHER_OWN_COMPOSITIONS", "false");
        Process process = builder.start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("1", output.readLine());
            write("a.yaml", "output: '{% $b %}'\n");
            assertEquals("error: 1 problem in the compositions:", output.readLine());
            assertTrue(output.readLine().contains("unknown variable $b"));
            write("a.yaml", "output: 2\n");
            assertEquals("2", output.readLine());
        } finally {
            process.destroy();
        }
    }

    @Test
    void failsWithTheProblem() throws Exception {
        Map<String, String> world = Packaged.world().environment();

        Ended ended = run(world, "run", "customer-overview", "--input", "{\"customerId\": 99}");

        assertEquals(1, ended.status(), ended.error());
        assertEquals("", ended.output());
        assertTrue(ended.error().contains("urn:gather:problem:not-found"), ended.error());
        assertEquals(2, run(world, "run", "customer-overvew").status());
        assertEquals(2, run(world, "run", "customer-overview", "--input", "[]").status());
        assertEquals(
                1, run(world, "run", "customer-overview", "customerId=none").status());
    }
}
