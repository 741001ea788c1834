package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.Result;
import dev.gather.execution.Run;
import dev.gather.failure.Failure;
import dev.gather.stub.CapturedLog;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A backend that keeps failing is left alone: here after 2 failures of 4 requests, and for 5 seconds. */
class CircuitTest {
    private static final String ASKING =
            "sources: { a: { ask: a, fallback: '{% $error.code %}' } }\noutput: '{% $a %}'";
    private static final Map<String, String> CONFIG = Map.of(
            "datasources.the-test.circuit-breaker.enabled", "true",
            "datasources.the-test.circuit-breaker.requests", "4",
            "datasources.the-test.circuit-breaker.failure-ratio", "50%",
            "datasources.the-test.circuit-breaker.delay", "5s");

    private Run run = Run.of(ASKING, CONFIG);

    private Object answered(Object value) {
        UniAssertSubscriber<Result> execution = run.start(1000);
        run.ask.open("a").answer(value);
        return Run.output(execution);
    }

    private Object failed(Failure failure) {
        UniAssertSubscriber<Result> execution = run.start(1000);
        run.ask.open("a").fail(failure);
        return Run.output(execution);
    }

    /** The outcome where nothing was asked. */
    private Object unasked() {
        int before = run.ask.texts().size();
        Object output = Run.output(run.start(1000));
        assertEquals(before, run.ask.texts().size(), "it was asked");
        return output;
    }

    private void open() {
        assertEquals(1, answered(1));
        assertEquals(1, answered(1));
        assertEquals("connection", failed(Run.refused()));
        assertEquals("status", failed(Run.status(500)));
    }

    @Test
    void failsAtOnceWhileTheCircuitIsOpen() {
        open();

        assertEquals("circuit-open", unasked());
        run.clock.advance(4999);
        assertEquals("circuit-open", unasked());
    }

    @Test
    void triesAgainAfterTheDelayAndClosesWhereThatIsAnswered() {
        open();
        run.clock.advance(5000);

        assertEquals(1, answered(1));
        assertEquals(1, answered(1));
    }

    @Test
    void saysInTheLogWhenItOpensAndCloses() {
        try (CapturedLog log = new CapturedLog()) {
            open();
            run.clock.advance(5000);
            assertEquals("connection", failed(Run.refused()));
            run.clock.advance(5000);
            assertEquals(1, answered(1));

            assertEquals(
                    List.of("opens", "opens", "closes"),
                    log.with("its circuit ")
                            .map(line -> line.replaceFirst(".*its circuit ([a-z]+).*", "$1"))
                            .toList());
        }
    }

    @Test
    void opensAgainWhereTheTrialFails() {
        open();
        run.clock.advance(5000);

        assertEquals("connection", failed(Run.refused()));
        assertEquals("circuit-open", unasked());
        run.clock.advance(5000);
        assertEquals(1, answered(1));
    }

    @Test
    void letsOneTrialThroughAtATime() {
        open();
        run.clock.advance(5000);
        UniAssertSubscriber<Result> trial = run.start(1000);

        assertEquals("circuit-open", unasked());
        run.ask.open("a").answer(1);
        assertEquals(1, Run.output(trial));
        assertEquals(1, answered(1));
    }

    @Test
    void triesAgainWhereTheTrialWasCancelled() {
        open();
        run.clock.advance(5000);
        run.start(1000).cancel();

        run.clock.advance(5000);

        assertEquals(1, answered(1));
    }

    @Test
    void countsAnAnswerThatComesTooLate() {
        assertEquals(1, answered(1));
        assertEquals(1, answered(1));
        for (int i = 0; i < 2; i++) {
            UniAssertSubscriber<Result> execution = run.start(1000);
            run.clock.advance(1000);
            assertEquals("timeout", Run.output(execution));
        }

        assertEquals("circuit-open", unasked());
    }

    @Test
    void doesNotTakeCancelledRequestsForAnswers() {
        run = Run.of("sources: { a: { ask: a, timeout: 100ms }, b: { ask: b } }\noutput: 1", CONFIG);
        for (int i = 0; i < 4; i++) {
            UniAssertSubscriber<Result> execution = run.start(1000);
            run.clock.advance(100);
            assertEquals(504, Run.failure(execution).code().status());
        }

        assertEquals(502, Run.failure(run.start(1000)).code().status());
    }

    @Test
    void doesNotBlameTheBackendWhereThereWasNoTimeToAskIt() {
        run = Run.of(
                "sources: { a: { ask: a, fallback: 0 }, b: { ask: 'b {% $a %}', fallback: '{% $error.code %}' } }\n"
                        + "output: '{% $b %}'",
                Map.of(
                        "datasources.the-test.circuit-breaker.enabled", "true",
                        "datasources.the-test.circuit-breaker.requests", "2",
                        "datasources.the-test.circuit-breaker.failure-ratio", "1"));
        UniAssertSubscriber<Result> execution = run.start(1000);
        run.clock.advance(1000);
        assertEquals("timeout", Run.output(execution));

        UniAssertSubscriber<Result> next = run.start(1000);
        run.ask.open("a").answer(1);
        run.ask.open("b 1").answer("asked");
        assertEquals("asked", Run.output(next));
    }

    @Test
    void doesNotBlameTheBackendForTheQuestion() {
        for (int i = 0; i < 10; i++) {
            assertEquals("status", failed(Run.status(400)));
            assertEquals("missing", failed(Run.status(404)));
            assertEquals("query", failed(Failure.of(Failure.Code.QUERY, "no such table")));
            run.start(1000).cancel();
        }

        assertEquals(1, answered(1));
    }

    @Test
    void spendsNoRetriesOnAnOpenCircuit() {
        run = Run.of(
                "sources: { a: { ask: a, retries: 3, fallback: '{% $error.code %}' } }\noutput: '{% $a %}'", CONFIG);
        UniAssertSubscriber<Result> execution = run.start(100_000);
        for (int i = 0; i < 4; i++) {
            run.ask.open("a").fail(Run.refused());
            run.clock.advance(1000);
        }
        assertEquals("connection", Run.output(execution));

        assertEquals("circuit-open", unasked());
    }

    @Test
    void refusesARatioOfWhichEvenSuccessesHaveEnough() {
        Map<String, String> config = Map.of(
                "datasources.the-test.circuit-breaker.enabled", "true",
                "datasources.the-test.circuit-breaker.failure-ratio", "0%");

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Run.of(ASKING, config));

        assertTrue(thrown.getMessage().contains("failure-ratio above 0"), thrown.getMessage());
    }

    @Test
    void isOffByDefault() {
        run = Run.of(ASKING);
        for (int i = 0; i < 100; i++) {
            assertEquals("connection", failed(Run.refused()));
        }

        assertEquals(1, answered(1));
    }
}
