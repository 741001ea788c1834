package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an execution allocates, over sources that answer at once. Bytes are free of noise, other than time; the bounds leave
 * half as much again for other compilers.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long bytes(InstantRun run) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Object output = run.output();
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertFalse(output instanceof Throwable, () -> "it failed: " + output);
        return after - before;
    }

    private static long bytesPerExecution(InstantRun run) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            least = Math.min(least, bytes(run));
        }
        return least;
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
