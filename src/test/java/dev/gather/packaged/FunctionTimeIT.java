package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zip answers before its invocation ends, whatever happens. */
class FunctionTimeIT {
    @Test
    void answersBeforeTheInvocationEnds() throws Exception {
        Packaged.Running function = Packaged.running();
        var unused = function.invoke("{\"composition\": \"data-and-rows\"}");

        RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"late\"}", Duration.ofSeconds(2));

        assertTrue(new JsonObject(posted.body()).getString("errorType").endsWith("DeadlineExceeded"));
        assertTrue(
                posted.nanos() < 2_000_000_000L,
                posted.nanos() + function.process().output());
    }

    @Test
    void answersWithWhatIsThereBeforeTheInvocationEnds() throws Exception {
        Packaged.Running function = Packaged.running();
        var unused = function.invoke("{\"composition\": \"data-and-rows\"}");

        RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"partial\"}", Duration.ofSeconds(2));

        String output = function.process().output();
        assertEquals("\"timeout\"", posted.body(), output);
        assertTrue(posted.nanos() < 2_000_000_000L, posted.nanos() + output);
        assertTrue(output.contains("\"composition\":\"partial\",\"door\":\"direct\",\"status\":200,"), output);
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
        assumeTrue(Packaged.function().needsManagedRuntime(), "skipped: nothing holds a thread of a native executable");
        try (Packaged.Running function = Packaged.start(Packaged.withTime(HeldThreads.ENVIRONMENT))) {
            var unused = function.invoke("{\"composition\": \"data-and-rows\"}");
            FunctionProcess process = function.process();
            try (HeldThreads held = HeldThreads.hold(process, "vert.x-eventloop-thread")) {
                RuntimeApiStandIn.Posted posted = function.invoke(event, Duration.ofSeconds(4));

                assertTrue(posted.body().contains(answer), posted.body());
                assertTrue(posted.nanos() < 4_000_000_000L, posted.nanos() + process.output());
                assertTrue(process.endsWithin(10), process.output());
            }
            assertTrue(process.output().contains("the event loop is blocked"), process.output());
            assertEquals(2, function.api().polls(), "an event was asked for that would have been lost");
        }
    }

    @Test
    void answersAtOnceWhereTheInvocationIsOverAlready() throws Exception {
        try (Packaged.Running function = Packaged.start(Packaged.withTime(Map.of()))) {
            var unused = function.invoke("{\"composition\": \"late\"}", Duration.ofSeconds(1));

            RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"late\"}", Duration.ofSeconds(-5));

            assertTrue(posted.body().contains("DeadlineExceeded"), posted.body());
            assertTrue(
                    posted.nanos() < 1_000_000_000L,
                    posted.nanos() + function.process().output());
            assertFalse(
                    function.invoke("{\"composition\": \"soon\"}").error(),
                    function.process().output());
        }
    }
}
