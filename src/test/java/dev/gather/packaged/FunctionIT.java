package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zip as Lambda runs it: the native executable, or on the JVM within the managed runtime's client. */
class FunctionIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static FunctionZip function;
    private static Path compositions;
    private static World world;

    @BeforeAll
    static void start() throws Exception {
        function = FunctionZip.unpack(Path.of("target", "function.zip"), folder.resolve("function"));
        world = World.plain();
        world.answerLate("GET /late", 60_000);
        world.answerLate("GET /soon", 100);
        compositions = Files.createDirectories(folder.resolve("compositions"));
        Files.writeString(
                compositions.resolve("late.yaml"), "sources: { late: { http: 'GET data:/late' } }\noutput: 1\n");
        Files.writeString(
                compositions.resolve("soon.yaml"), "sources: { soon: { http: 'GET data:/soon' } }\noutput: 1\n");
        Files.writeString(
                compositions.resolve("queries.yaml"),
                "sources: { rows: { forEach: '{% [1..8] %}', sql: 'SELECT {% $item %}' } }\noutput: '{% $rows %}'\n");
        Files.writeString(
                compositions.resolve("order.yaml"),
                "sources: { order: { http: { method: POST, upstream: data, path: /orders, body: 1 } } }\n"
                        + "output: '{% $order %}'\n");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void answersWithDocumentsAndRows() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of())) {
            RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);

            assertFalse(posted.error(), posted.body() + process.output());
            assertEquals(42, new JsonObject(posted.body()).getInteger("total"));
        }
    }

    @Test
    void asksOverTls() throws Exception {
        try (World secure = World.overTls();
                RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = FunctionProcess.start(function, api, List.of(), secure.environment())) {
            RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);

            assertFalse(posted.error(), posted.body() + process.output());
        }
    }

    /** In an order of their own each time: the pools may have seen the end of their connections, or not. */
    @Test
    void answersAfterItsConnectionsHaveEnded() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of())) {
            for (int i = 0; i < 20; i++) {
                RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);
                world.hangUp(i % 2 == 0);

                assertFalse(posted.error(), posted.body() + process.output());
            }
        }
    }

    /** With fewer connections than queries, so that some wait for those that have ended. */
    @Test
    void answersAfterAFreezeInWhichItsConnectionsHaveEnded() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, compositionsWith("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "2"))) {
            for (int i = 0; i < 6; i++) {
                RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"queries\"}", Duration.ofSeconds(4));
                assertFalse(posted.error(), posted.body() + process.output());
                process.freeze();
                world.hangUp(i % 2 == 0);
                process.thaw();
            }
        }
    }

    /** Reads are repeated where a connection has died; the POST must not even meet one. */
    @Test
    void answersAfterAFreezePastTheIdleTimeoutsOfItsServers() throws Exception {
        try (World world = World.withIdleTimeouts();
                RuntimeApiStandIn api = new RuntimeApiStandIn()) {
            world.answer("POST /orders", "ordered");
            Map<String, String> environment = world.environment();
            environment.put("GATHER_COMPOSITIONS", compositions.toString());
            environment.put("GATHER_UPSTREAMS_DATA_IDLE_TIMEOUT", "1s");
            try (FunctionProcess process = FunctionProcess.start(function, api, List.of(), environment)) {
                for (String composition :
                        List.of("data-and-rows", "order", "data-and-rows", "order", "data-and-rows")) {
                    RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"" + composition + "\"}", LONG);
                    assertFalse(posted.error(), posted.body() + process.output());
                    process.freeze();
                    Thread.sleep(2500);
                    process.thaw();
                }
            }
        }
    }

    @Test
    void tellsAFailureAndServesTheNextEvent() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of())) {
            RuntimeApiStandIn.Posted failed = invoke(api, "{\"composition\": \"nothing\"}", LONG);
            RuntimeApiStandIn.Posted posted =
                    invoke(api, "{\"composition\": \"customer-overview\", \"input\": {\"customerId\": 1}}", LONG);

            assertTrue(failed.error());
            assertTrue(new JsonObject(failed.body()).getString("errorType").endsWith("UnknownComposition"));
            assertFalse(posted.error(), posted.body() + process.output());
        }
    }

    @Test
    void answersBeforeTheInvocationEnds() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of("GATHER_COMPOSITIONS", compositions.toString()))) {
            var unused = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);
            RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"late\"}", Duration.ofSeconds(2));

            assertTrue(new JsonObject(posted.body()).getString("errorType").endsWith("DeadlineExceeded"));
            assertTrue(posted.nanos() < 2_000_000_000L, posted.nanos() + process.output());
        }
    }

    @Test
    void answersWithWhatIsThereBeforeTheInvocationEnds() throws Exception {
        Files.writeString(
                compositions.resolve("partial.yaml"),
                "sources: { late: { http: 'GET data:/late', fallback: '{% $error.code %}' } }\noutput: '{% $late %}'\n");
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of("GATHER_COMPOSITIONS", compositions.toString()))) {
            var unused = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);
            RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"partial\"}", Duration.ofSeconds(2));

            assertEquals("\"timeout\"", posted.body(), process.output());
            assertTrue(posted.nanos() < 2_000_000_000L, posted.nanos() + process.output());
            assertTrue(process.output().contains("{\"composition\":\"partial\",\"status\":200,"), process.output());
        }
    }

    /** The JVM's zip only: nothing holds a thread of a native executable. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"composition\": \"data-and-rows\"} | DeadlineExceeded",
                "{\"version\": \"2.0\", \"rawPath\": \"/\", \"requestContext\": {\"http\": {\"method\": \"GET\"}}} | 504"
            })
    @SuppressWarnings("try") // held is held until the end of its block
    void answersWhileItsEventLoopIsHeldAndEnds(String event, String answer) throws Exception {
        assumeTrue(function.needsManagedRuntime());
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, withTime(HeldThreads.ENVIRONMENT))) {
            var unused = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);
            try (HeldThreads held = HeldThreads.hold(process, "vert.x-eventloop-thread")) {
                RuntimeApiStandIn.Posted posted = invoke(api, event, Duration.ofSeconds(4));

                assertTrue(posted.body().contains(answer), posted.body());
                assertTrue(posted.nanos() < 4_000_000_000L, posted.nanos() + process.output());
                assertTrue(process.endsWithin(10), process.output());
            }
            assertTrue(process.output().contains("the event loop is held"), process.output());
            assertEquals(2, api.polls(), "an event was asked for that would have been lost");
        }
    }

    @Test
    void answersAtOnceWhereTheInvocationIsOverAlready() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, compositions())) {
            var unused = invoke(api, "{\"composition\": \"late\"}", Duration.ofSeconds(1));
            RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"late\"}", Duration.ofSeconds(-5));

            assertTrue(posted.body().contains("DeadlineExceeded"), posted.body());
            assertTrue(posted.nanos() < 1_000_000_000L, posted.nanos() + process.output());
            assertFalse(invoke(api, "{\"composition\": \"soon\"}", LONG).error(), process.output());
        }
    }

    @Test
    void endsWhenItIsToldTo() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, compositions())) {
            var unused = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);
            Thread.sleep(500);

            process.end();

            assertTrue(process.endsWithin(2), process.output());
            assertFalse(process.output().contains("ERROR"), process.output());
            assertFalse(process.output().contains("Exception"), process.output());
        }
    }

    @Test
    void answersWhatIsAtWorkBeforeItEnds() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, compositions())) {
            var unused = invoke(api, "{\"composition\": \"soon\"}", LONG);
            CompletableFuture<RuntimeApiStandIn.Posted> soon = api.invoke("{\"composition\": \"soon\"}", LONG);
            Thread.sleep(50);

            process.end();

            RuntimeApiStandIn.Posted posted = soon.get(10, TimeUnit.SECONDS);
            assertFalse(posted.error(), posted.body() + process.output());
            assertTrue(process.endsWithin(2), process.output());
            assertFalse(process.output().contains("ERROR"), process.output());
        }
    }

    @Test
    void answersWithoutWhatIsLateBeforeItEnds() throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, compositions())) {
            var unused = invoke(api, "{\"composition\": \"soon\"}", LONG);
            CompletableFuture<RuntimeApiStandIn.Posted> late = api.invoke("{\"composition\": \"late\"}", LONG);
            Thread.sleep(500);

            process.end();

            RuntimeApiStandIn.Posted posted = late.get(10, TimeUnit.SECONDS);
            assertTrue(posted.body().contains("DeadlineExceeded"), posted.body() + process.output());
            assertTrue(process.endsWithin(2), process.output());
        }
    }

    /** The JVM's zip only: a native executable needs no snapshot. */
    @Test
    void isPrimedBeforeItsSnapshot() throws Exception {
        assumeTrue(function.needsManagedRuntime());
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))) {
            api.checkpoint().get(60, TimeUnit.SECONDS);
            api.restore();
            RuntimeApiStandIn.Posted posted = invoke(api, "{\"composition\": \"data-and-rows\"}", LONG);

            assertFalse(posted.error(), posted.body() + process.output());
            assertFalse(process.output().contains("was not primed"), process.output());
        }
    }

    @Test
    void doesNotStartOnABrokenCompositionAndSaysWhy() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("broken.yaml"), "output: '{% $nobody %}'\n");

        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess process = start(api, Map.of("GATHER_COMPOSITIONS", broken.toString()))) {
            assertTrue(process.endsWithin(30));

            String problem = broken.resolve("broken.yaml") + ":1:13 output: unknown variable $nobody";
            JsonObject error = new JsonObject(api.initError().get(10, TimeUnit.SECONDS));
            assertEquals("InvalidCompositions", error.getString("errorType"), process.output());
            assertTrue(error.getString("errorMessage").contains(problem), error.encode());
            assertEquals(2, process.output().split(Pattern.quote(problem), -1).length, process.output());
            assertFalse(process.output().contains("\tat "), process.output());
        }
    }

    private static Map<String, String> compositions() {
        return withTime(Map.of("GATHER_COMPOSITIONS", compositions.toString()));
    }

    /** On a machine that does much else, a process has the share of a processor that a small function has. */
    private static Map<String, String> withTime(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        return all;
    }

    private static Map<String, String> compositionsWith(String name, String value) {
        return Map.of("GATHER_COMPOSITIONS", compositions.toString(), name, value);
    }

    private static FunctionProcess start(RuntimeApiStandIn api, Map<String, String> more) throws IOException {
        Map<String, String> environment = world.environment();
        environment.putAll(more);
        return FunctionProcess.start(function, api, List.of(), environment);
    }

    private static RuntimeApiStandIn.Posted invoke(RuntimeApiStandIn api, String event, Duration timeLimit)
            throws Exception {
        return api.invoke(event, timeLimit).get(60, TimeUnit.SECONDS);
    }
}
