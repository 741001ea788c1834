package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.Allocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an execution allocates, over sources that answer at once. Bytes are free of noise, other than time; the bounds leave
 * half as much again for other compilers.
 */
class AllocationTest {
    private static final int ROUNDS = 40;

    private static long bytesPerExecution(InstantRun run) {
        return Allocation.least(ROUNDS, () -> {
            Object output = run.output();
            assertFalse(output instanceof Throwable, () -> "it failed: " + output);
        });
    }

    @ParameterizedTest(name = "{0} sources of a name each: less than {1} bytes for each and {2} for all")
    @CsvSource({"1, 5500, 5500", "16, 5500, 5500", "100, 5500, 5500", "500, 5500, 5500"})
    void growsWithTheNumberOfSources(int sources, long each, long fixed) {
        long bytes = bytesPerExecution(InstantRun.named(sources));

        assertTrue(bytes < fixed + sources * each, () -> bytes + " bytes for " + sources + " sources");
    }

    @ParameterizedTest(name = "{0} elements: less than {1} bytes for each and {2} for all")
    @CsvSource({"1, 3800, 9000", "100, 3800, 9000", "1000, 3800, 9000"})
    void growsWithTheNumberOfElements(int elements, long each, long fixed) {
        long bytes = bytesPerExecution(InstantRun.forEach(elements));

        assertTrue(bytes < fixed + elements * each, () -> bytes + " bytes for " + elements + " elements");
    }
}
