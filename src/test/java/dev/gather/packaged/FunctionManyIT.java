package dev.gather.packaged;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gather.packaged.RuntimeApiStandIn.Posted;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The native executable with many invocations at once, as Lambda's managed instances give them. */
class FunctionManyIT {
    private static final int AT_ONCE = 64;
    private static final Duration SHORT = Duration.ofMillis(1500);

    private static final String TRACE = "1-581cf771-a006649127e371903a2de97";

    private static Packaged.Running function;

    @BeforeAll
    static void start() throws Exception {
        assumeFalse(Packaged.function().needsManagedRuntime(), "skipped: Lambda's Java runtime asks for events itself");
        function = Packaged.start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", String.valueOf(AT_ONCE)));
        assertTrue(
                soon(() -> function.api().polls() == AT_ONCE),
                function.process().output());
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
    }

    private static CompletableFuture<Posted> invoke(String composition, int number, String text) {
        JsonObject input = new JsonObject().put("number", number).put("text", text);
        String event = new JsonObject()
                .put("composition", composition)
                .put("input", input)
                .encode();
        return function.api().invoke(event, composition.equals("late") ? SHORT : Packaged.LONG);
    }

    @Test
    void givesEachInvocationItsOwnAnswer() throws Exception {
        List<String> compositions = List.of("echo", "soon-echo", "nothing", "late", "echo");
        List<CompletableFuture<Posted>> posted = new ArrayList<>();
        for (int i = 0; i < 10 * AT_ONCE; i++) {
            posted.add(invoke(compositions.get(i % 5), i, "x".repeat(i % 5 == 4 ? 100_000 : 1)));
        }

        for (int i = 0; i < posted.size(); i++) {
            assertAnswers(compositions.get(i % 5), i, posted.get(i).get(60, TimeUnit.SECONDS));
        }
        assertEquals(AT_ONCE + 1, function.api().connections(), "one for each poller, and one for the watch");
        assertFalse(
                function.process().output().contains(" ERROR "),
                function.process().output());
    }

    private static void assertAnswers(String composition, int number, Posted posted) {
        JsonObject answer = new JsonObject(posted.body());
        switch (composition) {
            case "nothing" -> assertEquals("UnknownComposition", answer.getString("errorType"));
            case "late" -> {
                assertEquals("DeadlineExceeded", answer.getString("errorType"));
                assertTrue(posted.nanos() < SHORT.toNanos(), posted.nanos() + " ns");
            }
            default -> {
                assertEquals(number, answer.getInteger("number"));
                assertEquals(
                        number % 5 == 4 ? 100_000 : 1, answer.getString("text").length());
            }
        }
    }

    /** Half of them answer at once, so that their reports are written while the others wait. */
    @Test
    void reportsEachInvocationWithItsOwnId() throws Exception {
        List<CompletableFuture<Posted>> posted = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String event = new JsonObject()
                    .put("composition", i % 2 == 0 ? "soon-echo" : "echo")
                    .put("input", new JsonObject().put("number", i).put("text", ""))
                    .encode();
            posted.add(function.api()
                    .invoke(event, Packaged.LONG, Map.of("Lambda-Runtime-Trace-Id", "Root=" + TRACE + (i % 2))));
        }
        for (CompletableFuture<Posted> each : posted) {
            assertFalse(each.get(60, TimeUnit.SECONDS).error());
        }

        List<JsonObject> reports = function.process()
                .output()
                .lines()
                .filter(line -> line.contains(TRACE))
                .map(JsonObject::new)
                .toList();
        assertEquals(AT_ONCE, reports.size());
        assertEquals(
                AT_ONCE,
                reports.stream()
                        .map(report -> report.getString("requestId"))
                        .distinct()
                        .count());
        for (JsonObject report : reports) {
            String composition = report.getString("xray_trace_id").equals(TRACE + "0") ? "soon-echo" : "echo";
            assertEquals(composition, report.getString("composition"), report.encode());
        }
    }

    @Test
    void answersAllThatAreAtWorkBeforeItEnds() throws Exception {
        try (Packaged.Running ending = Packaged.start(Packaged.withTime(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "8")))) {
            int soonBefore = Packaged.world().asked("GET /soon");
            int lateBefore = Packaged.world().asked("GET /late");
            List<CompletableFuture<Posted>> soon = new ArrayList<>();
            List<CompletableFuture<Posted>> late = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                late.add(ending.api().invoke("{\"composition\": \"late\"}", Packaged.LONG));
                soon.add(ending.api().invoke("{\"composition\": \"soon\"}", Packaged.LONG));
            }
            assertTrue(soon(() -> Packaged.world().asked("GET /late") == lateBefore + 4
                    && Packaged.world().asked("GET /soon") == soonBefore + 4));

            ending.process().end();

            for (CompletableFuture<Posted> each : soon) {
                assertFalse(each.get(10, TimeUnit.SECONDS).error());
            }
            for (CompletableFuture<Posted> each : late) {
                assertTrue(each.get(10, TimeUnit.SECONDS).body().contains("DeadlineExceeded"));
            }
            assertTrue(ending.process().endsWithin(2), ending.process().output());
            assertEquals(8, ending.api().polls());
        }
    }
}
