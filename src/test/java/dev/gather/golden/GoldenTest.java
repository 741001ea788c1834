package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.stub.CapturedLog;
import dev.gather.time.SteerableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every golden case: those with problems through the loader, the others through the Lambda handler. */
@QuarkusTest
class GoldenTest {
    @Inject
    CompositionSources sources;

    @Inject
    SteerableClock clock;

    @TestFactory
    Stream<DynamicTest> cases() {
        CapturedLog log = new CapturedLog();
        return Stream.concat(
                        GoldenCase.all().stream()
                                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> run(golden))),
                        Stream.of(
                                DynamicTest.dynamicTest("no secret in the log", () -> Planted.checkNone(log.lines()))))
                .onClose(log::close);
    }

    private void run(GoldenCase golden) {
        if (golden.problems().isEmpty()) {
            new GoldenRun(golden, clock::advance).check();
        } else {
            checkProblems(golden);
        }
    }

    private void checkProblems(GoldenCase golden) {
        CompositionFile file = new CompositionFile(golden.name(), "case", golden.composition());

        InvalidCompositionsException thrown =
                assertThrows(InvalidCompositionsException.class, () -> sources.load(List.of(file)));

        List<String> found = thrown.problems().stream()
                .map(problem -> problem.toString().replaceFirst("^case:", ""))
                .toList();
        assertEquals(String.join("\n", golden.problems()), String.join("\n", found));
    }
}
