package dev.gather.execution;

import static dev.gather.Counters.assertWithinMargin;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.Allocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an execution allocates, from its arguments to its output, over sources that answer at once. */
class EngineAllocationTest {
    private static final int ROUNDS = 40;

    private static double bytes(InstantRun run) {
        return Allocation.least(ROUNDS, () -> {
            Object output = run.output();
            assertFalse(output instanceof Throwable, () -> "it failed: " + output);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 100, 500})
    void growsWithTheNumberOfSources(int sources) {
        assertWithinMargin("engine.named-" + sources + ".bytes", bytes(InstantRun.named(sources)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1000})
    void growsWithTheNumberOfElements(int elements) {
        assertWithinMargin("engine.elements-" + elements + ".bytes", bytes(InstantRun.forEach(elements)));
    }
}
