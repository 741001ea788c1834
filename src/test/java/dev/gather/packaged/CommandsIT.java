package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.HashMap;
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

    private static List<String> program() {
        return Packaged.function().needsManagedRuntime()
                ? Jar.COMMAND
                : Packaged.function().command();
    }

    /** The jar. Its classes are archived once, as each of some fifty processes would take seconds to load them. */
    private static final class Jar {
        private static final List<String> COMMAND = archived();

        private static List<String> archived() {
            try (Stream<Path> built = Files.list(Path.of("target"))) {
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                String jar = built.map(Path::toString)
                        .filter(file -> file.endsWith("-runner.jar"))
                        .findFirst()
                        .orElseThrow();
                Path archive = Files.createTempDirectory("commands").resolve("classes.jsa");
                Process process = new ProcessBuilder(
                                java, "-XX:ArchiveClassesAtExit=" + archive, "-jar", jar, "check", DEMO.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the classes are not archived");
                return List.of(java, "-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + archive, "-jar", jar);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the classes of the jar cannot be archived", e);
            }
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
        assertEquals("unknown-member", problems.getJsonObject(0).getString("code"));
        assertEquals("unknown variable $inptu", problems.getJsonObject(1).getString("fault"));
    }

    @Test
    void printsTheToolsOfAFolder() throws Exception {
        write("one.yaml", "description: One.\nroute: GET /ones/{id}\noutput: 1\n");
        write("two words.yaml", "route: GET /twos\noutput: 2\n");
        write("inner.yaml", "output: 3\n");

        Ended ended = run(Map.of(), "tools", folder.toString());

        assertEquals(0, ended.status(), ended.error());
        JsonArray tools = new JsonObject(ended.output()).getJsonArray("tools");
        assertEquals(1, tools.size(), ended.output());
        assertEquals("one", tools.getJsonObject(0).getString("name"));
        assertTrue(ended.error().contains("two words.yaml:1:1: the name cannot be that of a tool"), ended.error());
        assertEquals(
                2,
                new JsonObject(run(Map.of("GATHER_HTTP_BY_NAME", "true"), "tools", folder.toString())
                                .output())
                        .getJsonArray("tools")
                        .size());
        write("one.yaml", "tool: false\nroute: GET /ones/{id}\noutput: 1\n");
        assertEquals(2, run(Map.of(), "tools", folder.toString()).status());
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
    void holdsSourcesAgainstTheDocumentsOfUpstreams() throws Exception {
        write(
                "a.yaml",
                "sources:\n  s:\n    http: GET carrier:/parcel/{% 1 %}\n  t:\n    http: GET carrier:/parcels/1\n"
                        + "output: ['{% $s %}', '{% $t.stat %}']\n");
        Path document = Path.of("src/test/resources/contract/carrier.yaml");
        String option = "--openapi=carrier=" + document;

        Ended ended = run(Map.of(), "check", folder.toString(), option);

        if (isNative()) {
            assertEquals(2, ended.status(), ended.output());
            assertTrue(
                    ended.error()
                            .startsWith(
                                    "error: the native executable cannot read OpenAPI documents: run it on the JVM, java -jar"),
                    ended.error());
            assertEquals(1, ended.error().lines().count());
            return;
        }
        assertEquals(1, ended.status(), ended.error());
        assertEquals("", ended.error());
        assertTrue(
                ended.output()
                        .contains(":3:24: error: sources.s.http: " + document
                                + " has no path /parcel/{}, did you mean /parcels/{id}?"),
                ended.output());
        assertTrue(
                ended.output().contains("warning: output[1]: $t has no 'stat', did you mean state?"), ended.output());
        Path lock = folder.resolve("gather.lock.yaml");
        assertFalse(Files.exists(lock), "nothing is kept while there are errors");
        write("a.yaml", "sources:\n  t:\n    http: GET carrier:/parcels/12\noutput: ['{% $t.stat %}']\n");
        assertEquals(
                lock + " is written\n",
                run(Map.of(), "check", folder.toString(), option).error());
        assertTrue(Files.readString(lock).contains("GET carrier:/parcels/12"));
        Ended later = run(Map.of(), "check", folder.toString());
        assertEquals(0, later.status(), later.output());
        assertTrue(later.output().contains("$t has no 'stat'"), later.output());
    }

    @Test
    void saysInALineWhatIsNoDocumentOfAnUpstream() throws Exception {
        write("a.yaml", "sources: { s: { http: GET carrier:/a } }\noutput: '{% $s %}'\n");

        Ended misspelt = run(Map.of(), "check", folder.toString(), "--openapi", "carier=none.yaml");
        Ended missing = run(Map.of(), "check", folder.toString(), "--openapi", "carrier=none.yaml");
        Ended nameless = run(Map.of(), "check", folder.toString(), "--openapi", "none.yaml");

        assertEquals(
                new Ended(
                        2, "", "error: --openapi: no composition calls an upstream 'carier', did you mean carrier?\n"),
                misspelt);
        assertEquals(2, missing.status());
        assertEquals(2, nameless.status());
        if (!isNative()) {
            assertEquals("error: none.yaml is not a file\n", missing.error());
        }
    }

    private static boolean isNative() {
        return !Packaged.function().needsManagedRuntime();
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
        String written = Files.readString(file);
        assertTrue(written.lines().findFirst().orElseThrow().contains("3.0.3"), written);
        assertTrue(written.contains("functions/${F.Arn}/invocations"), written);
    }

    @Test
    void saysWhyThereIsNoOpenApiDocument() throws Exception {
        write("a.yaml", "output: 1\n");

        assertEquals(
                new Ended(2, "", "error: no composition has a route: add one, as in route: GET /customers/{id}\n"),
                run(Map.of(), "openapi", folder.toString()));
        assertEquals(
                2, run(Map.of(), "openapi", "--lambda", "f", DEMO.toString()).status());
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
    void printsTheBillOfMaterials() throws Exception {
        assertEquals(
                Files.readString(Path.of("target/classes/META-INF/sbom/gather.cdx.json")),
                run(Map.of(), "sbom").output());
        assertTrue(run(Map.of(), "sbom", "--licenses")
                .output()
                .lines()
                .anyMatch(line -> line.matches("com\\.dashjoin:jsonata [0-9.]+  Apache-2\\.0")));
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
    void showsTheConfigurationWithoutSecrets() throws Exception {
        Map<String, String> world = new HashMap<>(Packaged.world().environment());
        world.put("GATHER_UPSTREAMS_DATA_HEADERS_X_API_KEY", "s3cret");
        world.put("GATHER_METRICS", "emf");

        Ended ended = run(world, "run", "data-and-rows", "--config");

        assertEquals(0, ended.status(), ended.error());
        assertTrue(new JsonObject(ended.output()).containsKey("data"), ended.output());
        List<String> lines = ended.error().lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("gather.timeout = 10s    # ")), ended.error());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("gather\\.upstreams\\.data\\.url = http://.*# Env.*")),
                ended.error());
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("quarkus.datasource.password = ******")),
                ended.error());
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("gather.upstreams.data.headers.x-api-key = ******")),
                ended.error());
        assertFalse(ended.error().contains("s3cret"), ended.error());
    }

    @Test
    void recordsACaseThatPasses() throws Exception {
        Files.copy(DEMO.resolve("customer-overview.yaml"), folder.resolve("customer-overview.yaml"));
        Map<String, String> world = new HashMap<>(Packaged.world().environment());
        Ended own = run(world, "run", "customer-overview", "customerId=1", "--record");
        world.put("GATHER_COMPOSITIONS", folder.toString());

        Ended first = run(world, "run", "customer-overview", "customerId=1", "latest=1", "--record");
        Ended second = run(world, "run", "customer-overview", "customerId=99", "--record", "--case", "none");
        Ended tested = run(Map.of(), "test", folder.toString());

        assertEquals(2, own.status());
        assertTrue(own.error().contains("--record=customer-overview.test.yaml"), own.error());
        Path file = folder.resolve("customer-overview.test.yaml");
        assertEquals("recorded 'recorded 1' in " + file + "\n", first.error());
        assertEquals(1, second.status(), second.error());
        assertEquals(0, tested.status(), tested + Files.readString(file));
        assertTrue(tested.output().contains("  ok    recorded 1\n  ok    none\n"), tested.output());
    }

    @Test
    void tellsTheProblemsOfTheOtherFilesOfAFolder() throws Exception {
        write("a.yaml", "output: '{% $x %}'\n");
        Files.write(folder.resolve("b.yaml"), new byte[] {'a', (byte) 0xFF});
        write("c.yaml", "output: 1\n");
        write("c.test.yaml", "cases: [{ output: 1 }]\n");

        Ended checked = run(Map.of(), "check", folder.toString());
        Ended tested = run(Map.of(), "test", folder.toString());

        assertEquals(1, checked.status());
        assertTrue(checked.output().contains("unknown variable $x"), checked.output());
        assertTrue(checked.output().endsWith("2 errors, 0 warnings\n"), checked.output());
        assertEquals(2, tested.status());
        assertTrue(tested.error().contains("not UTF-8"), tested.error());
        assertTrue(tested.output().endsWith("\n1 case, 0 failed\n"), tested.output());
    }

    @Test
    void saysWhichFormatsThereAre() throws Exception {
        assertTrue(run(Map.of(), "check", "--format", "xml").error().contains("[text, json, github, sarif]"));
        assertTrue(run(Map.of(), "check", "--help").output().contains("text, json, github, sarif. By default text."));
    }

    @Test
    void writesWhatCameIntoTestFiles() throws Exception {
        write("a.yaml", "output: { b: 2 }\n");
        write("a.test.yaml", "cases:\n  - name: one # c\n    output: { b: 3 }\n");

        Ended ended = run(Map.of(), "test", "--update", folder.toString());

        assertEquals(0, ended.status(), ended.error());
        assertTrue(ended.output().endsWith("\n1 case, 0 failed, 1 updated\n"), ended.output());
        assertEquals(
                "cases:\n  - name: one # c\n    output: { b: 2 }\n", Files.readString(folder.resolve("a.test.yaml")));
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

    private static final String CUSTOMER = """
            sources:
              customer:
                sql: SELECT id, name FROM customer WHERE id = {% 1 %}
                rows: one
              seen:
                sql: INSERT INTO mytable VALUES (99, 'seen', {% $customer.id %})
                writes: true
            output: '{% $customer.name %}'
            """;

    @Test
    void learnsFromTheDatabaseAndRunsNothing() throws Exception {
        write("customer.yaml", CUSTOMER);
        Path lock = folder.resolve("gather.lock.yaml");
        Map<String, String> world = Packaged.world().environment();
        world.put("GATHER_DATASOURCES_DEFAULT_WRITES", "true");

        Ended first = run(world, "check", "--db", "--strict", folder.toString());
        String learnt = Files.readString(lock);
        Ended second = run(world, "check", "--db", folder.toString());

        assertEquals(new Ended(0, "0 errors, 0 warnings\n", lock + " is written\n"), first);
        assertEquals(new Ended(0, "0 errors, 0 warnings\n", ""), second);
        assertEquals(learnt, Files.readString(lock));
        assertTrue(learnt.contains("    request: 'SELECT id, name FROM customer WHERE id = ?'\n"), learnt);
        assertTrue(learnt.contains("  seen:\n    request: 'INSERT INTO mytable VALUES (99, ''seen'', ?)'\n"), learnt);
        JsonObject rows = new JsonObject(run(world, "run", "data-and-rows").output());
        assertEquals(3, rows.getJsonArray("rows").size(), rows.encode());
    }

    @Test
    void warnsOfWhatWasLearntWithoutADatabase() throws Exception {
        write("customer.yaml", CUSTOMER);
        Map<String, String> world = Packaged.world().environment();
        world.put("GATHER_DATASOURCES_DEFAULT_WRITES", "true");
        assertEquals(0, run(world, "check", "--db", folder.toString()).status());
        write(
                "customer.yaml",
                CUSTOMER.replace("'{% $customer.name %}'", "['{% $customer.nmae %}', '{% $customer.id = \"1\" %}']"));
        String file = folder + "/customer.yaml:";

        String misspelt = run(world, "check", folder.toString()).output();
        write("customer.yaml", CUSTOMER.replace("id, name", "id, email, name"));
        String changed = run(world, "check", folder.toString()).output();

        assertTrue(
                misspelt.startsWith(file
                        + "8:24: warning: output[0]: $customer has no 'nmae', did you mean name? [unknown-member]\n"
                        + file + "8:48: warning: output[1]: $customer.id is a number, which never equals a text,"),
                misspelt);
        assertTrue(
                changed.startsWith(
                        file + "3:10: warning: sources.customer.sql: gather.lock.yaml was learnt from another"
                                + " request than this, run check --db again [stale-lock]\n"),
                changed);
    }

    @Test
    void saysWhatTheDatabaseRefuses() throws Exception {
        write("customer.yaml", CUSTOMER.replace("id, name", "id, nmae"));

        Ended ended = run(Packaged.world().environment(), "check", "--db", folder.toString());

        assertEquals(1, ended.status(), ended.error());
        assertTrue(
                ended.output()
                        .contains("customer.yaml:3:21: error: sources.customer.sql: there is no column 'nmae',"
                                + " did you mean name? [refused-statement]\n"),
                ended.output());
        assertFalse(Files.exists(folder.resolve("gather.lock.yaml")));
    }

    @Test
    void saysInALineForEachDatasourceThatItIsOutOfReach() throws Exception {
        write(
                "customer.yaml",
                "sources:\n  a: { sql: SELECT 1 AS x }\n  b: { sql: SELECT 1 AS x, datasource: second }\n"
                        + "output: ['{% $a %}', '{% $b %}']\n");
        Map<String, String> world = Packaged.world().environment();
        world.put("QUARKUS_DATASOURCE_PASSWORD", "open-sesame");
        world.put("QUARKUS_DATASOURCE_SECOND_REACTIVE_URL", "mysql://127.0.0.1:1/demo");

        Ended away = run(world, "check", "--db", folder.toString());
        Ended unconfigured = run(Map.of(), "check", "--db", folder.toString());

        assertEquals(2, away.status());
        assertEquals(
                List.of(
                        "error: datasource default: the database refused the user (MySQL error 1045),"
                                + " check quarkus.datasource.reactive.url, .username and .password",
                        "error: datasource second: no connection to the database, or it broke,"
                                + " check quarkus.datasource.second.reactive.url, .username and .password"),
                away.error().lines().sorted().toList());
        assertEquals(2, unconfigured.status());
        assertEquals(
                List.of(
                        "error: datasource default: it has no URL,"
                                + " check quarkus.datasource.reactive.url, .username and .password",
                        "error: datasource second: it has no URL,"
                                + " check quarkus.datasource.second.reactive.url, .username and .password"),
                unconfigured.error().lines().sorted().toList());
    }
}
