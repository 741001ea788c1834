package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service for containers: its front door, health, metrics, limits and commands. */
class ContainerIT {
    /** More than Lambda takes of an answer. */
    private static final int LARGE = 8 * 1024 * 1024;

    private static final Map<String, String> COMPOSITIONS = Map.of(
            "echo", "route: GET /echo/{n}\noutput: '{% $input.n %}'\n",
            "both", """
                    route: GET /both/{n}
                    sources:
                      row: { sql: 'SELECT {% $input.n %} AS n', rows: one }
                      slow: { sql: 'SELECT {% $row.n %} AS n, SLEEP(0.01)', rows: one }
                      offer: { http: GET data:/one.json, cache: 1s }
                    output: { n: '{% $slow.n %}', offer: '{% $offer.name %}' }
                    """,
            "claims", "route: GET /claims\noutput: '{% $request.claims %}'\n",
            "large", "route: GET /large\nsources: { large: { http: GET data:/large } }\noutput: '{% $large %}'\n",
            "soon", "route: GET /soon\nsources: { soon: { http: GET data:/soon } }\noutput: 1\n",
            "broken", """
                    route: GET /broken
                    sources:
                      gone: { http: GET data:/gone }
                    output: '{% $gone %}'
                    """,
            "degraded", """
                    route: GET /degraded
                    sources:
                      gone: { http: GET data:/gone, fallback: nothing }
                    output: '{% $gone %}'
                    """);

    private static final Path TLS = Path.of("src/test/resources/tls").toAbsolutePath();

    @TempDir
    static Path folder;

    private static World world;
    private static ContainerProcess container;

    @BeforeAll
    static void start() throws Exception {
        world = World.plain();
        world.answer("GET /large", "x".repeat(LARGE));
        world.answerLate("GET /soon", 3_000);
        for (Map.Entry<String, String> composition : COMPOSITIONS.entrySet()) {
            Files.writeString(folder.resolve(composition.getKey() + ".yaml"), composition.getValue());
        }
        container = ContainerProcess.start(environment(Map.of()));
    }

    @AfterAll
    static void end() {
        container.close();
        world.close();
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(world.environment());
        environment.put("GATHER_DEMO", "false");
        environment.put("GATHER_COMPOSITIONS", folder.toString());
        environment.put("GATHER_CONTAINER_LIMIT_INITIAL", "1000");
        environment.put("QUARKUS_SHUTDOWN_DELAY", "0S");
        // The machine may do much else.
        environment.put("GATHER_DATASOURCES_DEFAULT_CONNECT_TIMEOUT", "20s");
        environment.putAll(more);
        return environment;
    }

    @Test
    void answersByRoutesAlone() throws Exception {
        HttpResponse<String> found = container.get("/echo/7");
        HttpResponse<String> none = container.get("/compositions");

        assertEquals(200, found.statusCode());
        assertEquals("\"7\"", found.body());
        assertEquals(404, none.statusCode());
        assertEquals("urn:gather:problem:unknown-route", new JsonObject(none.body()).getString("type"));
    }

    /** Executions of all event loops share pools, the cache, and requests under way. */
    @Test
    void answersEachOfManyCallersWithItsOwn() throws Exception {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 32; caller++) {
            HttpClient own =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            CompletableFuture<Void> calls = CompletableFuture.completedFuture(null);
            for (int n = caller * 25; n < caller * 25 + 25; n++) {
                int number = n;
                calls = calls.thenCompose(before -> both(own, number));
            }
            callers.add(calls);
        }

        for (CompletableFuture<Void> caller : callers) {
            caller.get(120, TimeUnit.SECONDS);
        }
        assertTrue(world.asked("GET /one.json") < 100, "the cache is shared");
    }

    private static CompletableFuture<Void> both(HttpClient client, int number) {
        return client.sendAsync(container.request("/both/" + number).build(), HttpResponse.BodyHandlers.ofString())
                .thenAccept(answer -> {
                    assertEquals("{\"n\":\"" + number + "\",\"offer\":\"one\"}", answer.body());
                });
    }

    /** Whatever a caller says of itself: nobody has verified it. */
    @Test
    void takesNoHeaderForAClaim() throws Exception {
        HttpRequest request = container
                .request("/claims?claims=x")
                .header("x-amzn-oidc-data", "e30.eyJzdWIiOiIxIn0.e30")
                .header("authorization", "Bearer e30.eyJzdWIiOiIxIn0.e30")
                .header("claims", "{}")
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals("{}", answer.body());
    }

    @Test
    void hasNoLimitOfAFunctionsAnswers() throws Exception {
        HttpResponse<String> answer = container.get("/large");

        assertEquals(200, answer.statusCode());
        assertEquals(LARGE + 2, answer.body().length());
    }

    /** Before it is read: a caller could otherwise fill the memory. */
    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        HttpRequest request = container
                .request("/echo/1")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[7 * 1024 * 1024]))
                .expectContinue(true)
                .build();

        assertEquals(
                413,
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
    }

    @Test
    void isReadyWithItsDatasources() throws Exception {
        HttpResponse<String> ready = container.get("/q/health/ready");

        assertEquals(200, ready.statusCode(), ready.body());
        assertEquals(200, container.get("/q/health/live").statusCode());
        assertEquals(200, container.get("/q/health/started").statusCode());
    }

    @Test
    void isAliveButNotReadyWithoutADatasourceAndNamesNoHost() throws Exception {
        Map<String, String> away = Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "mysql://127.0.0.1:1/secretbase");
        try (ContainerProcess without = ContainerProcess.start(environment(away))) {
            HttpResponse<String> ready = without.get("/q/health/ready");

            assertEquals(503, ready.statusCode());
            assertTrue(ready.body().contains("not answering"), ready.body());
            assertFalse(ready.body().contains("127.0.0.1"), ready.body());
            assertFalse(ready.body().contains("secretbase"), ready.body());
            assertEquals(200, without.get("/q/health/live").statusCode());
            assertEquals(200, without.get("/echo/1").statusCode());
        }
        Map<String, String> anyway = new HashMap<>(away);
        anyway.put("GATHER_CONTAINER_READY_WITH_DATASOURCES", "false");
        try (ContainerProcess without = ContainerProcess.start(environment(anyway))) {
            assertEquals(200, without.get("/q/health/ready").statusCode());
        }
    }

    @Test
    void countsWhatExecutionsDo() throws Exception {
        try (ContainerProcess counted = ContainerProcess.start(environment(Map.of()))) {
            assertEquals(502, counted.get("/broken").statusCode());
            assertEquals(200, counted.get("/degraded").statusCode());
            assertEquals(200, counted.get("/both/1").statusCode());
            assertEquals(200, counted.get("/both/2").statusCode());
            assertEquals(404, counted.get("/a/path/of/nobody").statusCode());

            String metrics = counted.get("/q/metrics").body();

            for (String line : new String[] {
                "gather_executions_seconds_count{composition=\"broken\",outcome=\"failure\"} 1.0",
                "gather_executions_seconds_count{composition=\"degraded\",outcome=\"success\"} 1.0",
                "gather_executions_degraded_total{composition=\"degraded\"} 1.0",
                "gather_executions_seconds_count{composition=\"both\",outcome=\"success\"} 2.0",
                "gather_sources_seconds_count{composition=\"both\",source=\"slow\"} 2.0",
                "gather_sources_requests_total{composition=\"both\",source=\"offer\"} 1.0",
                "gather_sources_cache_hits_total{composition=\"both\",source=\"offer\"} 1.0",
                "gather_sources_failures_total{code=\"status\",composition=\"broken\",source=\"gone\"} 1.0",
                "gather_sources_fallbacks_total{composition=\"degraded\",source=\"gone\"} 1.0",
                "gather_sources_retries_total{composition=\"both\",source=\"offer\"} 0.0",
                "gather_sources_hedges_total{composition=\"both\",source=\"offer\"} 0.0",
                "gather_requests_refused_total 0.0"
            }) {
                assertTrue(metrics.contains(line + "\n"), line + " in\n" + metrics);
            }
            assertFalse(metrics.contains("/a/path"), "callers make no labels");
        }
    }

    @Test
    void refusesWhatIsTooMuchAtOnceButNeverHealthAndMetrics() throws Exception {
        Map<String, String> one = Map.of(
                "GATHER_CONTAINER_LIMIT_INITIAL", "1",
                "GATHER_CONTAINER_LIMIT_LEAST", "1",
                "GATHER_CONTAINER_LIMIT_MOST", "1",
                "GATHER_CONTAINER_LIMIT_RETRY_AFTER", "3s",
                "GATHER_HTTP_CORS_ORIGINS", "https://app.example.com");
        try (ContainerProcess full = ContainerProcess.start(environment(one))) {
            int asked = world.asked("GET /soon");
            CompletableFuture<HttpResponse<String>> first = HttpClient.newHttpClient()
                    .sendAsync(full.request("/soon").build(), HttpResponse.BodyHandlers.ofString());
            while (world.asked("GET /soon") == asked) {
                TimeUnit.MILLISECONDS.sleep(10);
            }

            HttpResponse<String> refused = HttpClient.newHttpClient()
                    .send(
                            full.request("/echo/1")
                                    .header("origin", "https://app.example.com")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertEquals(503, refused.statusCode());
            assertEquals("3", refused.headers().firstValue("retry-after").orElse(""));
            assertEquals(
                    "https://app.example.com",
                    refused.headers().firstValue("access-control-allow-origin").orElse(""));
            assertEquals(
                    "application/problem+json",
                    refused.headers().firstValue("content-type").orElse(""));
            assertEquals("urn:gather:problem:overloaded", new JsonObject(refused.body()).getString("type"));
            assertEquals(200, full.get("/q/health/ready").statusCode());
            assertTrue(full.get("/q/metrics").body().contains("gather_requests_refused_total 1.0\n"));
            assertEquals(200, first.get(30, TimeUnit.SECONDS).statusCode());
            assertEquals(200, full.get("/echo/1").statusCode());
        }
    }

    @Test
    void speaksHttp2WithoutTls() throws Exception {
        HttpResponse<String> upgraded = HttpClient.newHttpClient()
                .send(container.request("/echo/1").build(), HttpResponse.BodyHandlers.ofString());

        assertEquals(HttpClient.Version.HTTP_2, upgraded.version());
        assertEquals("\"1\"", upgraded.body());
        assertEquals("\"2\"", Http2.withPriorKnowledge(container.port(), "/echo/2"));
    }

    @Test
    void speaksHttp2WithACertificate() throws Exception {
        Map<String, String> tls = Map.of(
                "QUARKUS_TLS_KEY_STORE_PEM__0__CERT",
                TLS.resolve("server.pem").toString(),
                "QUARKUS_TLS_KEY_STORE_PEM__0__KEY",
                TLS.resolve("server-key.pem").toString(),
                "QUARKUS_HTTP_SSL_PORT",
                "0");
        try (ContainerProcess secured = ContainerProcess.start(environment(tls))) {
            assertEquals("\"3\"", Http2.withTls(secured.tlsPort(), "/echo/3"));
        }
    }

    @Test
    void doesNotStartOnABrokenCompositionAndListsAllProblems(@TempDir Path broken) throws Exception {
        Files.writeString(broken.resolve("a.yaml"), "output: ['{% $inptu %}', '{% $a %}']\n");
        Map<String, String> environment = environment(Map.of("GATHER_COMPOSITIONS", broken.toString()));

        try (ContainerProcess process = ContainerProcess.launch(environment, List.of())) {
            assertTrue(process.endsWithin(Duration.ofSeconds(60)));
            assertEquals(1, process.status());
            assertTrue(process.output().contains("unknown variable $inptu"), process.output());
            assertTrue(process.output().contains("unknown variable $a"), process.output());
            assertFalse(process.output().contains("\tat "), process.output());
        }
    }

    @Test
    void hintsAtMisspeltProperties() throws Exception {
        List<String> misspelt = List.of("-Dgather.container.limit.inital=5");

        try (ContainerProcess process = ContainerProcess.launch(environment(Map.of()), misspelt)) {
            assertTrue(process.endsWithin(Duration.ofSeconds(60)));
            assertNotEquals(0, process.status());
            assertTrue(process.output().contains("did you mean gather.container.limit.initial?"), process.output());
        }
    }

    /** As on a root file system that is read-only. */
    @Test
    void needsNoFileThatItMayWrite() throws Exception {
        try (ContainerProcess process = ContainerProcess.start(
                environment(Map.of()), List.of("-Djava.io.tmpdir=/nonexistent", "-Duser.home=/nonexistent"))) {
            assertEquals(200, process.get("/both/1").statusCode());
            assertEquals(200, process.get("/large").statusCode());
        }
    }

    @Test
    void runsCommandsAndListensNowhere() throws Exception {
        List<String> command = new ArrayList<>(ContainerProcess.command(List.of()));
        command.addAll(List.of("check", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PORT", String.valueOf(container.port()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("0 errors"), output);
        assertFalse(output.contains("Listening"), output);
    }
}
