package dev.gather.packaged;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the zip ends when Lambda tells it to. */
class FunctionEndIT {
    @Test
    void endsWhenItIsToldTo() throws Exception {
        try (Packaged.Running function = Packaged.start(Packaged.withTime(Map.of()))) {
            var unused = function.invoke("{\"composition\": \"data-and-rows\"}");
            assertTrue(soon(() -> function.api().polls() == 2), "it does not wait for an event");

            function.process().end();

            assertTrue(function.process().endsWithin(2), function.process().output());
            String output = function.process().output();
            assertFalse(output.contains(" ERROR "), output);
            assertFalse(output.contains("Exception"), output);
        }
    }

    @Test
    void answersWhatIsAtWorkBeforeItEnds() throws Exception {
        try (Packaged.Running function = Packaged.start(Packaged.withTime(Map.of()))) {
            var unused = function.invoke("{\"composition\": \"soon\"}");
            CompletableFuture<RuntimeApiStandIn.Posted> soon = invokeUntilAsked(function, "soon");

            function.process().end();

            RuntimeApiStandIn.Posted posted = soon.get(10, TimeUnit.SECONDS);
            assertFalse(posted.error(), posted.body() + function.process().output());
            assertTrue(function.process().endsWithin(2), function.process().output());
            String output = function.process().output();
            assertFalse(output.contains(" ERROR "), output);
        }
    }

    @Test
    void answersWithoutWhatIsLateBeforeItEnds() throws Exception {
        try (Packaged.Running function = Packaged.start(Packaged.withTime(Map.of()))) {
            var unused = function.invoke("{\"composition\": \"soon\"}");
            CompletableFuture<RuntimeApiStandIn.Posted> late = invokeUntilAsked(function, "late");

            function.process().end();

            RuntimeApiStandIn.Posted posted = late.get(10, TimeUnit.SECONDS);
            assertTrue(
                    posted.body().contains("DeadlineExceeded"),
                    posted.body() + function.process().output());
            assertTrue(function.process().endsWithin(2), function.process().output());
        }
    }

    /** Starts an invocation and returns as soon as the upstream has been asked. */
    private static CompletableFuture<RuntimeApiStandIn.Posted> invokeUntilAsked(
            Packaged.Running function, String composition) {
        String request = "GET /" + composition;
        int before = Packaged.world().asked(request);
        CompletableFuture<RuntimeApiStandIn.Posted> answer =
                function.api().invoke("{\"composition\": \"" + composition + "\"}", Packaged.LONG);
        assertTrue(soon(() -> Packaged.world().asked(request) > before), "the upstream was not asked");
        return answer;
    }
}
