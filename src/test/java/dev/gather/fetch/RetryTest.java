package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.Run;
import dev.gather.failure.Failure;
import dev.gather.report.Report;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures are worth another attempt, and how many attempts there are time for. */
class RetryTest {
    private static final String ASKING =
            "sources: { a: { ask: a, retries: %d, fallback: '{%% $error.code %%}' } }\noutput: '{%% $a %%}'";
    /** Longer than any wait between two attempts. */
    private static final long LONG = 6_000;

    private static int attempts(Run run, long millis, Failure failure) {
        var execution = run.start(millis);
        for (int sent = 1; run.ask.texts().size() == sent; sent++) {
            run.ask.open("a").fail(failure);
            run.clock.advance(LONG);
        }
        assertEquals(failure.code().toString(), Run.output(execution));
        assertEquals(0, run.clock.pending());
        return run.ask.texts().size();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no retries,                 CONNECTION, true,  0,  1",
        "one that may pass,          CONNECTION, true,  2,  3",
        "as many as the budget has,  STATUS,     true,  10, 6",
        "one that lasts,             STATUS,     false, 2,  1",
        "a wrong query,              QUERY,      false, 2,  1",
        "something that is missing,  MISSING,    false, 2,  1",
        "an answer in time too late, TIMEOUT,    true,  2,  3"
    })
    void attempts(String unusedName, Failure.Code code, boolean temporary, int retries, int attempts) {
        Failure failure = temporary ? Failure.temporary(code, "it failed") : Failure.of(code, "it failed");

        assertEquals(attempts, attempts(Run.of(ASKING.formatted(retries)), 1_000_000, failure));
    }

    @Test
    void makesAsManyAsThereMayBeIfRequestsEarnedThem() {
        Run run = Run.of(ASKING.formatted(10));
        for (int i = 0; i < 100; i++) {
            var execution = run.start(1_000);
            run.ask.open("a").answer(i);
            execution.assertCompleted();
        }

        var execution = run.start(1_000_000);
        for (int sent = 101; run.ask.texts().size() == sent; sent++) {
            run.ask.open("a").fail(Run.status(503));
            run.clock.advance(LONG);
        }

        assertEquals(100 + 11, run.ask.texts().size());
        execution.assertCompleted();
    }

    @Test
    void reportsWhatTheBudgetRefuses() {
        Run run = Run.of(ASKING.formatted(2), Map.of("retry-budget", "0"));
        var execution = run.start(1_000);
        run.ask.open("a").fail(Run.refused());

        assertEquals("connection", Run.output(execution));
        assertEquals(1, execution.getItem().report().sources().get(0).document().get("refused"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"connections refused,  CONNECTION, 1200", "time-outs,            TIMEOUT,    1100"})
    void sendsAFifthMoreAtMostToABackendThatIsDown(String unusedName, Failure.Code code, int most) {
        Run run = Run.of(ASKING.formatted(3));
        for (int i = 0; i < 1000; i++) {
            var execution = run.start(1_000_000);
            for (int sent = run.ask.texts().size(); run.ask.texts().size() == sent; sent++) {
                run.ask.open("a").fail(Failure.temporary(code, "it failed"));
                run.clock.advance(LONG);
            }
            execution.assertCompleted();
        }

        assertEquals(most, run.ask.texts().size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a wait that fits, 5999, 2",
        "one that takes all that is left, 6000, 1",
        "one that takes more, 9000, 1",
        "none, 0, 2"
    })
    void waitsAsLongAsTheUpstreamAsks(String unusedName, long retryAfter, int attempts) {
        Run run = Run.of(ASKING.formatted(1));
        var execution = run.start(6_000);
        run.ask.open("a").fail(Run.busy(Optional.of(Duration.ofMillis(retryAfter))));

        run.clock.advance(retryAfter);

        assertEquals(attempts, run.ask.texts().size());
        execution.cancel();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a status that is listed,           500, 2",
        "one that is retried by default,    503, 1",
        "something missing that is listed,  404, 2"
    })
    void retriesOnTheStatusesThatASourceLists(String unusedName, int status, int attempts) {
        Run run = Run.of(ASKING.replace("retries: %d", "retries: 1, retry-on: [500, 404]")
                .replace("%%", "%"));

        assertEquals(attempts, attempts(run, 1_000_000, Run.status(status)));
    }

    @Test
    void retriesOnAConnectionThatBrokeWhateverIsListed() {
        Run run =
                Run.of(ASKING.replace("retries: %d", "retries: 1, retry-on: []").replace("%%", "%"));

        assertEquals(2, attempts(run, 1_000_000, Run.refused()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "time for a further attempt,      1s, 700, 2, timeout",
        "none: if the wait takes it all,  1s, 1000, 1, status",
        "none: if the wait takes more,    1s, 2000, 1, status",
        "the one of the execution if it is less,   9s, 3000, 1, status"
    })
    void takesNoLongerForAllAttempts(String unusedName, String total, long retryAfter, int attempts, String code) {
        Run run = Run.of(ASKING.replace("retries: %d", "retries: 3, total-timeout: " + total)
                .replace("%%", "%"));
        var execution = run.start(3_000);
        run.ask.open("a").fail(Run.busy(Optional.of(Duration.ofMillis(retryAfter))));
        run.clock.advance(retryAfter);
        run.clock.advance(1_000);

        assertEquals(attempts, run.ask.texts().size());
        assertEquals(code, Run.output(execution));
        assertEquals(0, run.clock.pending());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION", "QUERY", "TIMEOUT"})
    void isUnknownIfAnEarlierAttemptWas(Failure.Code last) {
        Run run = Run.of(ASKING.formatted(1));
        var execution = run.start(100_000);
        run.ask.open("a").fail(Failure.unknown());
        run.clock.advance(LONG);

        run.ask.open("a").fail(Failure.of(last, "it failed"));

        assertEquals("unknown", Run.output(execution));
    }

    @Test
    void succeedsWhereAnAttemptDoes() {
        Run run = Run.of(ASKING.formatted(3));
        var execution = run.start(100_000);
        run.ask.open("a").fail(Run.refused());
        run.clock.advance(LONG);

        run.ask.open("a").answer("answered");

        assertEquals("answered", Run.output(execution));
        Report.Work work = execution.getItem().report().sources().get(0).work();
        assertEquals(2, work.attempts());
        assertEquals(1, work.retries());
        assertEquals(0, work.hedges());
    }
}
