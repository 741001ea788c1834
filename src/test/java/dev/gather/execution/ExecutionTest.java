package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.report.Report;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines, retries and what becomes of failures. Whatever happens, no timer is left behind and nothing stays open. */
class ExecutionTest {
    private Run run;

    private UniAssertSubscriber<Result> start(String composition, long millis) {
        run = Run.of(composition);
        return run.start(millis);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertEquals(0, run.clock.pending(), "timers are pending");
        run.ask.texts().forEach(text -> run.ask
                .asked(text)
                .forEach(question -> assertFalse(question.isOpen(), "a question is open: " + text)));
    }

    @Test
    void answersAtTheDeadlineWithWhatIsThere() {
        var execution = start("""
                sources:
                  quick: { ask: quick }
                  late: { ask: late, fallback: '{% $error.code %}' }
                  after: { ask: 'after {% $late %}', fallback: too late }
                output: ['{% $quick %}', '{% $late %}', '{% $after %}']
                """, 1000);
        run.ask.open("quick").answer(1);

        run.clock.advance(999);
        execution.assertNotTerminated();
        run.clock.advance(1);

        assertEquals(List.of(1, "timeout", "too late"), Run.output(execution));
        assertTrue(run.ask.asked("late").get(0).isCancelled());
    }

    @Test
    void namesAllSourcesThatAreLateAtTheDeadline() {
        var execution = start("""
                sources:
                  quick: { ask: quick }
                  first: { ask: first }
                  second: { ask: second }
                  spare: { ask: spare, fallback: 0 }
                  after: { ask: 'after {% $first %}' }
                output: 1
                """, 1000);
        run.ask.open("quick").answer(1);

        run.clock.advance(1000);

        assertEquals(
                "the sources 'first', 'second' did not answer in time",
                Run.failure(execution).getMessage());
        assertEquals(504, Run.failure(execution).code().status());
    }

    @Test
    void namesTheOneSourceWhoseOwnTimeoutHasPassed() {
        var execution = start("""
                sources:
                  first: { ask: first, timeout: 100ms }
                  second: { ask: second }
                output: 1
                """, 1000);

        run.clock.advance(100);

        assertEquals(
                "the source 'first' did not answer in time",
                Run.failure(execution).getMessage());
        assertTrue(run.ask.asked("second").get(0).isCancelled());
    }

    @Test
    void reportsWhatEverySourceDidUntilTheExecutionFailed() {
        var execution = start("""
                sources:
                  done: { ask: done }
                  skipped: { ask: skipped, when: '{% false %}' }
                  spare: { ask: spare, fallback: 0 }
                  failing: { ask: failing }
                  slow: { ask: slow }
                  after: { ask: 'after {% $slow %}' }
                output: 1
                """, 1000);
        run.clock.advance(10);
        run.ask.open("done").answer(1);
        run.ask.open("spare").fail(Run.status(500));
        run.clock.advance(10);
        run.ask.open("failing").fail(Run.refused());

        Report report = execution.assertCompleted().getItem().report();

        assertEquals(502, report.status());
        assertEquals(
                List.of(
                        "{name=done, kind=ask, outcome=value, start=0.0, end=10.0, attempts=1, answers=1}",
                        "{name=skipped, kind=ask, outcome=skipped, start=0.0, end=0.0, attempts=0}",
                        "{name=spare, kind=ask, outcome=fallback, start=0.0, end=10.0, attempts=1, error=status}",
                        "{name=failing, kind=ask, outcome=failed, start=0.0, end=20.0, attempts=1, error=connection}",
                        "{name=slow, kind=ask, outcome=cancelled, start=0.0, end=20.0, attempts=1}",
                        "{name=after, kind=ask, outcome=not-started, attempts=0}"),
                report.sources().stream()
                        .map(source -> source.document().toString())
                        .toList());
    }

    @Test
    void retriesUntilItAnswers() {
        var execution = start("sources: { a: { ask: a, retries: 2 } }\noutput: '{% $a %}'", 10_000);
        run.ask.open("a").fail(Run.refused());
        run.clock.advance(100);
        run.ask.open("a").fail(Run.status(503));
        run.clock.advance(200);
        run.ask.open("a").answer("at last");

        assertEquals("at last", Run.output(execution));
        assertEquals(3, run.ask.asked("a").size());
    }

    @Test
    void countsEachAttemptsTimeoutFromItsOwnStart() {
        var execution = start("sources: { a: { ask: a, timeout: 1s, retries: 1 } }\noutput: '{% $a %}'", 10_000);
        run.clock.advance(1000);
        run.clock.advance(100);
        run.clock.advance(800);
        run.ask.open("a").answer(1);

        assertEquals(1, Run.output(execution));
        assertTrue(run.ask.asked("a").get(0).isCancelled());
    }

    @Test
    void startsNoRetryThatWouldBeginAfterTheDeadline() {
        var execution = start("sources: { a: { ask: a, retries: 5 } }\noutput: 1", 10_000);

        run.ask.open("a").fail(Run.busy(Optional.of(Duration.ofSeconds(10))));

        assertEquals(502, Run.failure(execution).code().status());
        assertEquals(1, run.ask.asked("a").size());
    }

    @Test
    void waitsAsLongAsTheUpstreamAsksFor() {
        var execution = start("sources: { a: { ask: a, retries: 1 } }\noutput: '{% $a %}'", 10_000);
        run.ask.open("a").fail(Run.busy(Optional.of(Duration.ofSeconds(9))));
        run.clock.advance(8999);
        assertEquals(1, run.ask.asked("a").size());
        run.clock.advance(1);
        run.ask.open("a").answer(1);

        assertEquals(1, Run.output(execution));
    }

    @Test
    void givesARetryNoMoreThanWhatTheDeadlineLeaves() {
        var execution = start("sources: { a: { ask: a, timeout: 600ms, retries: 3 } }\noutput: 1", 1000);
        run.clock.advance(600);
        run.clock.advance(400);

        assertEquals(504, Run.failure(execution).code().status());
        assertEquals(2, run.ask.asked("a").size());
    }

    /** The attempt took 600 ms to fail, and there are 400 left. */
    @Test
    void startsNoRetryThatHasNoTimeToEnd() {
        var execution = start("sources: { a: { ask: a, retries: 3 } }\noutput: 1", 1000);
        run.clock.advance(600);
        run.ask.open("a").fail(Run.status(503));

        assertEquals(502, Run.failure(execution).code().status());
    }

    @Test
    void doesNotRetryWhatWouldFailAgain() {
        for (int status : new int[] {400, 401, 403, 404, 409, 500, 501}) {
            var execution = start("sources: { a: { ask: a, retries: 3 } }\noutput: 1", 1000);
            run.ask.open("a").fail(Run.status(status));

            assertEquals(502, Run.failure(execution).code().status());
            assertEquals(1, run.ask.asked("a").size(), "after " + status);
        }
    }

    @Test
    void failsElementByElement() {
        var execution = start("""
                sources:
                  parts:
                    forEach: '{% [1, 2, 3] %}'
                    ask: 'part {% $item %}'
                    timeout: 100ms
                    fallback: '{% $error.code %}'
                output: '{% $parts %}'
                """, 1000);
        run.ask.open("part 2").answer("two");
        run.ask.open("part 3").fail(Run.status(418));
        run.clock.advance(100);

        assertEquals(List.of("timeout", "two", "status"), Run.output(execution));
        assertEquals(List.of("parts"), execution.getItem().report().degraded());
    }

    @Test
    void cancelsEverythingWhenNobodyWaits() {
        var execution = start("sources: { a: { ask: a, retries: 3 }, b: { ask: b, hedge: 10ms } }\noutput: 1", 1000);
        run.ask.open("a").fail(Run.refused());
        run.clock.advance(10);

        execution.cancel();

        assertEquals(2, run.ask.asked("b").size());
        assertTrue(run.ask.asked("b").stream().allMatch(AskKind.Asked::isCancelled));
    }

    @Test
    void describesTheErrorToTheFallback() {
        var execution = start("""
                sources:
                  a: { ask: a, fallback: '{% $error %}' }
                output: '{% $a %}'
                """, 1000);
        run.ask.open("a").fail(Run.status(503));

        assertEquals(
                Map.of("source", "a", "code", "status", "status", 503, "message", "the upstream answered 503"),
                Run.output(execution));
    }
}
