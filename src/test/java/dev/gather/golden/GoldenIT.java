package dev.gather.golden;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the golden cases against the packaged function, in a process of its own. */
@QuarkusIntegrationTest
class GoldenIT {
    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenCase.all().stream()
                .filter(golden -> golden.problems().isEmpty())
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> run(golden)));
    }

    private static void run(GoldenCase golden) {
        new GoldenRun(golden, GoldenIT::wait).check();
    }

    /** The process has a clock of its own, which nobody can put forward. */
    private static void wait(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
