package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.AskKind;
import dev.gather.execution.Result;
import dev.gather.execution.Run;
import dev.gather.report.Report;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second request beside one that is late. */
class HedgeTest {
    private static final String HEDGED = "sources: { a: { ask: a, hedge: 80ms } }\noutput: '{% $a %}'";

    private Run run = Run.of(HEDGED);

    @AfterEach
    void noTimerIsLeftBehind() {
        assertEquals(0, run.clock.pending());
    }

    @Test
    void sendsNoSecondRequestWhereTheFirstIsInTime() {
        var execution = run.start(1000);
        run.clock.advance(79);
        run.ask.open("a").answer(1);

        assertEquals(1, Run.output(execution));
        assertEquals(1, run.ask.asked("a").size());
    }

    @Test
    void takesTheSecondAnswerWhereItComesFirstAndCancelsTheOther() {
        var execution = run.start(1000);
        run.clock.advance(80);
        run.ask.asked("a").get(1).answer("second");

        assertEquals("second", Run.output(execution));
        assertTrue(run.ask.asked("a").get(0).isCancelled());
        Report.Work work = execution.getItem().report().sources().get(0).work();
        assertEquals(2, work.attempts());
        assertEquals(1, work.hedges());
        assertEquals(0, work.retries());
    }

    @Test
    void takesTheFirstAnswerWhereItComesAfterAllAndCancelsTheOther() {
        var execution = run.start(1000);
        run.clock.advance(80);
        run.ask.asked("a").get(0).answer("first");

        assertEquals("first", Run.output(execution));
        assertTrue(run.ask.asked("a").get(1).isCancelled());
    }

    @Test
    void waitsForTheOtherWhereOneFails() {
        var execution = run.start(1000);
        run.clock.advance(80);
        run.ask.asked("a").get(0).fail(Run.refused());
        execution.assertNotTerminated();
        run.ask.asked("a").get(1).answer("second");

        assertEquals("second", Run.output(execution));
    }

    @Test
    void failsWhereBothFail() {
        var execution = run.start(1000);
        run.clock.advance(80);
        run.ask.asked("a").get(1).fail(Run.status(500));
        run.ask.asked("a").get(0).fail(Run.refused());

        assertEquals(502, Run.failure(execution).code().status());
    }

    @Test
    void failsAtOnceWhereTheFirstFailsBeforeASecondIsSent() {
        var execution = run.start(1000);
        run.clock.advance(79);
        run.ask.open("a").fail(Run.status(500));

        assertEquals(502, Run.failure(execution).code().status());
        assertEquals(1, run.ask.asked("a").size());
    }

    @Test
    void keepsBothWithinTheTimeoutOfTheAttempt() {
        run = Run.of("sources: { a: { ask: a, timeout: 100ms, hedge: 80ms, fallback: 0 } }\noutput: '{% $a %}'");
        var execution = run.start(1000);
        run.clock.advance(100);

        assertEquals(0, Run.output(execution));
        assertTrue(run.ask.asked("a").stream().allMatch(AskKind.Asked::isCancelled));
    }

    @Test
    void sendsNoMoreSecondRequestsThanTheBudgetAllows() {
        for (int i = 0; i < 1000; i++) {
            slowExecution();
        }

        assertEquals(1000 + 200, run.ask.asked("a").size());
    }

    @Test
    void savesNoMoreThanWhatAHundredRequestsEarn() {
        for (int i = 0; i < 1000; i++) {
            var execution = run.start(1000);
            run.ask.open("a").answer(i);
            execution.assertCompleted();
        }
        for (int i = 0; i < 30; i++) {
            slowExecution();
        }

        assertEquals(1030 + 20 + 5, run.ask.asked("a").size());
    }

    @Test
    void reportsWhatTheBudgetRefuses() {
        run = Run.of(HEDGED, Map.of("retry-budget", "0"));
        var execution = run.start(1000);
        run.clock.advance(80);
        run.ask.open("a").answer(1);

        assertEquals(1, execution.getItem().report().sources().get(0).document().get("refused"));
    }

    @Test
    void sendsNoneWithoutABudget() {
        run = Run.of(HEDGED, Map.of("retry-budget", "0"));
        slowExecution();

        assertEquals(1, run.ask.asked("a").size());
    }

    @Test
    void hedgesEveryRequestWithAFullBudget() {
        run = Run.of(HEDGED, Map.of("retry-budget", "100%"));
        for (int i = 0; i < 50; i++) {
            slowExecution();
        }

        assertEquals(100, run.ask.asked("a").size());
    }

    private void slowExecution() {
        UniAssertSubscriber<Result> execution = run.start(1000);
        run.clock.advance(90);
        run.ask.open("a").answer(1);
        execution.assertCompleted();
    }
}
