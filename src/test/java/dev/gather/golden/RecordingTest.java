package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.rehearsal.Recorder;
import dev.gather.rehearsal.Recording;
import dev.gather.rehearsal.Recording.Executed;
import dev.gather.rehearsal.Recording.Recorded;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import dev.gather.report.Report;
import dev.gather.stub.Stubs;
import dev.gather.time.SteerableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a direct call of a golden case does, the case that is recorded of it passes. */
@QuarkusTest
class RecordingTest {
    /** Nothing is sent while a circuit is open, and in a test each case starts with all circuits closed. */
    private static final Set<String> OVER_SEVERAL_EXECUTIONS =
            Set.of("calls-circuit-opens-and-closes", "circuit-open", "circuit-open-sql");

    /** The function answers although the answer breaks what it promises; a case fails then. */
    private static final String BREAKS_ITS_PROMISE = "returns-is-no-reason-to-refuse";

    /** Their answers have the message of a failure that a test has only by its kind. */
    private static final Set<String> TELLS_A_FAILURE = Set.of(
            "http-access-token",
            "http-content-type-of-nonsense",
            "http-too-large",
            "redis-failures-fall-back",
            "sql-too-many-rows",
            "write-duplicate-key-takes-the-fallback",
            "write-in-a-read-only-session");

    @Inject
    CompositionSources sources;

    @Inject
    Engine engine;

    @Inject
    Rehearsal rehearsal;

    @Inject
    SteerableClock clock;

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenCase.all().stream()
                .filter(golden -> golden.problems().isEmpty() && !OVER_SEVERAL_EXECUTIONS.contains(golden.name()))
                .filter(golden -> !golden.name().equals(BREAKS_ITS_PROMISE))
                .filter(golden -> golden.calls().stream().noneMatch(GoldenCall::byHttp))
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    private void check(GoldenCase golden) {
        GoldenDatabase.prepare(golden);
        GoldenRedis.run(golden.redis());
        Stubs.script(golden.stubs());
        CompositionFile file = new CompositionFile(golden.name(), golden.name() + ".yaml", golden.composition());
        Optional<String> text = Optional.empty();
        for (GoldenCall call : golden.calls()) {
            clock.advance(call.after());
            Recorded recorded = recorded(file, call, text);
            text = Optional.of(recorded.text());
            assertEquals(
                    TELLS_A_FAILURE.contains(golden.name()),
                    !recorded.differences().isEmpty(),
                    recorded::toString);
        }
        CompositionFile tests = new CompositionFile(golden.name(), golden.name() + ".test.yaml", text.orElseThrow());
        Suite.FileResult result = new Suite(rehearsal).run(tests, Map.of(golden.name(), file));
        assertEquals(golden.calls().size(), result.cases().size());
        result.cases().forEach(outcome -> assertEquals(List.of(), outcome.differences(), tests.text()));
    }

    private Recorded recorded(CompositionFile file, GoldenCall call, Optional<String> text) {
        Recorder recorder = new Recorder();
        Composition composition =
                sources.load(List.of(file), recorder::around).find(file.name()).orElseThrow();
        Result result = engine.execute(composition, Arguments.direct(Map.of(), call.input(), CallContext.NONE))
                .onFailure(Failure.class)
                .recoverWithItem(thrown -> new Result.Failed(
                        thrown, Map.of(), new Report(composition.name(), thrown.status(), Duration.ZERO, List.of())))
                .await()
                .indefinitely();
        return new Recording(new Suite(rehearsal))
                .add(new Executed(file, call.input(), recorder, result), text, Optional.empty());
    }
}
