package dev.gather.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.Result;
import dev.gather.execution.Run;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an execution stops asking on a platform that ends it, and in which order it does what is left then. */
class DeadlineTest {
    private static final String FAN_OUT = """
            sources:
              parts:
                forEach: '{%% [1..%d] %%}'
                concurrency: %d
                ask: 'part {%% $item %%}'
                fallback: null
            output: '{%% $count($parts) %%}'
            """;

    private static Reserve memory(String megabytes) {
        return new Reserve(Duration.ZERO, Optional.of(megabytes));
    }

    @Test
    void keepsMoreTheLessOfAProcessorThereIs() {
        Duration given = Duration.ofSeconds(10);

        assertEquals(165, memory("1769").of(Duration.ZERO, given).toMillis());
        assertEquals(165, memory("10240").of(Duration.ZERO, given).toMillis());
        assertEquals(357, memory("128").of(Duration.ZERO, given).toMillis());
        assertEquals(495, memory("128").of(Duration.ofMillis(10), given).toMillis());
    }

    @Test
    void keepsNoLessThanWhatIsConfiguredAndLeavesAQuarterForAsking() {
        Reserve configured = new Reserve(Duration.ofMillis(800), Optional.of("1769"));

        assertEquals(800, configured.of(Duration.ZERO, Duration.ofSeconds(10)).toMillis());
        assertEquals(
                750,
                memory("128").of(Duration.ofSeconds(1), Duration.ofSeconds(1)).toMillis());
        assertEquals(0, memory("128").of(Duration.ZERO, Duration.ofSeconds(-1)).toMillis());
    }

    @Test
    void stopsEarlierTheMoreThereIsToEnd() {
        assertEquals(2640, end(FAN_OUT.formatted(1, 1)), 5);
        assertEquals(2367, end(FAN_OUT.formatted(100, 100)), 5);
        assertEquals(2056, end(FAN_OUT.formatted(1000, 100)), 5);
    }

    /** The milliseconds after which an execution of three seconds and 128 MB has its answer though nobody answers. */
    private static double end(String composition) {
        Run run = Run.of(composition);
        var execution = run.start(new TimeBudget(0, Duration.ofSeconds(10), cutOff(3000), memory("128")));
        long millis = 0;
        while (execution.getItem() == null && millis < 3000) {
            run.clock.advance(1);
            millis++;
        }
        execution.assertCompleted();
        return millis;
    }

    private static Optional<CutOff> cutOff(long millis) {
        return Optional.of(new CutOff(Duration.ofMillis(millis).toNanos()));
    }

    @Test
    void goesOnLongerAsAnswersCome() {
        Run run = Run.of(FAN_OUT.formatted(100, 100));
        var execution = run.start(new TimeBudget(0, Duration.ofSeconds(10), cutOff(3000), memory("128")));
        for (int part = 1; part < 100; part++) {
            run.ask.open("part " + part).answer(part);
        }

        run.clock.advance(2600);
        execution.assertNotTerminated();
        run.clock.advance(100);

        assertEquals(100, Run.output(execution));
    }

    @Test
    void answersFirstAndCancelsAfter() {
        Run run = Run.of(FAN_OUT.formatted(100, 100));
        var execution = run.start(1000);
        run.clock.stopTurning();

        run.clock.advance(1000);

        assertEquals(100, Run.output(execution));
        assertTrue(run.ask.texts().stream().noneMatch(text -> isCancelled(run, text)));
        run.clock.turn();
        assertTrue(run.ask.texts().stream().allMatch(text -> isCancelled(run, text)));
    }

    @Test
    void cancelsNothingBetweenTheDeadlineAndTheAnswer() {
        Run run = Run.of("""
                sources:
                  a: { ask: a, fallback: 1 }
                  b: { ask: b, timeout: 900ms, fallback: 2 }
                output: '{% $a + $b %}'
                """);
        run.clock.stopTurning();
        var execution = run.start(1000);
        run.clock.advance(900);
        assertFalse(isCancelled(run, "b"));
        run.clock.turn();
        assertTrue(isCancelled(run, "b"));

        run.clock.advance(100);

        assertEquals(3, Run.output(execution));
        assertFalse(isCancelled(run, "a"));
        run.clock.turn();
        assertTrue(isCancelled(run, "a"));
    }

    @Test
    void failsFirstAndCancelsAfter() {
        Run run = Run.of("sources: { a: { ask: a }, b: { ask: b } }\noutput: 1");
        run.clock.stopTurning();
        var execution = run.start(1000);

        run.ask.open("a").fail(Run.refused());

        assertEquals(502, Run.failure(execution).code().status());
        assertFalse(isCancelled(run, "b"));
        run.clock.turn();
        assertTrue(isCancelled(run, "b"));
    }

    @Test
    void endsAtOnceWhereTheTimeIsOver() {
        Run run = Run.of("sources: { a: { ask: a, fallback: late }, b: { ask: 'b {% $a %}', fallback: later } }\n"
                + "output: ['{% $a %}', '{% $b %}']");
        run.clock.advance(5000);

        UniAssertSubscriber<Result> execution =
                run.start(new TimeBudget(run.clock.nanos(), Duration.ofSeconds(10), cutOff(4000), memory("1769")));

        assertEquals(List.of("late", "later"), Run.output(execution));
        assertEquals(List.of(), run.ask.texts());
    }

    private static boolean isCancelled(Run run, String text) {
        return run.ask.asked(text).get(0).isCancelled();
    }
}
