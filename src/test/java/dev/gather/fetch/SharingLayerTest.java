package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.Run;
import dev.gather.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time that executions have which wait for the request of another. */
class SharingLayerTest {
    private static final String PAGE =
            "sources: { a: { ask: a, cache: 60s, fallback: '{%% $error.code %%}' %s } }\noutput: '{%% $a %%}'";

    private final Run run = Run.of(PAGE.formatted(""));

    private int sent() {
        return run.ask.texts().size();
    }

    @Test
    void asksOnceForAll() {
        var first = run.start(1_000);
        var second = run.start(1_000);

        run.ask.open("a").answer("one");

        assertEquals("one", Run.output(first));
        assertEquals("one", Run.output(second));
        assertEquals(1, sent());
    }

    @Test
    void doesNotFailByTheDeadlineOfAnother() {
        var first = run.start(100);
        var second = run.start(1_000);
        run.clock.advance(100);
        assertEquals("timeout", Run.output(first));
        assertEquals(2, sent());

        run.ask.open("a").answer("two");

        assertEquals("two", Run.output(second));
        assertTrue(run.ask.asked("a").get(0).isCancelled());
    }

    @Test
    void goesOnUntilTheTimeOfTheFirstIsOver() {
        var first = run.start(100);
        var second = run.start(1_000);
        first.cancel();
        run.clock.advance(99);
        assertEquals(1, sent());

        run.clock.advance(1);
        assertEquals(2, sent());
        run.ask.open("a").answer("two");

        assertEquals("two", Run.output(second));
    }

    @Test
    void isNotJoinedOnceSomebodyHasLeft() {
        var first = run.start(1_000);
        var second = run.start(1_000);
        first.cancel();
        var third = run.start(1_000);
        assertEquals(2, sent());

        run.ask.asked("a").get(0).answer("one");
        run.ask.asked("a").get(1).answer("two");

        assertEquals("one", Run.output(second));
        assertEquals("two", Run.output(third));
    }

    @Test
    void isCancelledWithTheLast() {
        var first = run.start(1_000);
        var second = run.start(1_000);
        second.cancel();
        assertEquals(false, run.ask.asked("a").get(0).isCancelled());

        first.cancel();

        assertTrue(run.ask.asked("a").get(0).isCancelled());
    }

    @Test
    void keepsEachOnesOwnTimeout() {
        Run own = Run.of(PAGE.formatted(", timeout: 300ms"));
        var first = own.start(10_000);
        own.clock.advance(200);
        var second = own.start(10_000);
        own.clock.advance(100);
        assertEquals("timeout", Run.output(first));
        second.assertNotTerminated();

        own.clock.advance(200);

        assertEquals("timeout", Run.output(second));
        assertEquals(2, own.ask.texts().size());
        assertEquals(0, own.clock.pending());
    }

    @Test
    void retriesForEach() {
        Run own = Run.of(PAGE.formatted(", retries: 1"));
        var first = own.start(100_000);
        var second = own.start(100_000);
        own.ask.open("a").fail(Run.refused());
        own.clock.advance(200);
        own.ask.asked("a").stream().skip(1).forEach(again -> again.answer("again"));

        assertEquals("again", Run.output(first));
        assertEquals("again", Run.output(second));
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Code.class,
            names = {"TOO_LARGE", "INTERNAL", "TIMEOUT"})
    void takesNoFailureOfTheLimitsOfAnother(Failure.Code code) {
        var first = run.start(1_000);
        var second = run.start(1_000);
        run.ask.open("a").fail(Failure.of(code, "of the first"));
        assertEquals(code.toString(), Run.output(first));

        run.ask.open("a").answer("two");

        assertEquals("two", Run.output(second));
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Code.class,
            names = {"CONNECTION", "STATUS", "MISSING", "MALFORMED", "CIRCUIT_OPEN", "QUERY"})
    void sharesTheFailuresOfTheBackend(Failure.Code code) {
        var first = run.start(1_000);
        var second = run.start(1_000);
        run.ask.open("a").fail(Failure.of(code, "of the backend"));

        assertEquals(code.toString(), Run.output(first));
        assertEquals(code.toString(), Run.output(second));
        assertEquals(1, sent());
    }
}
