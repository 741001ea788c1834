package dev.gather.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What every fuzzed piece of work has to keep to: its own exceptions, and time. */
public final class Limits {
    /** How many new inputs a fuzz test makes, where JAZZER_FUZZ is set: ten million and more for all together. */
    public static final long EXECUTIONS = 1_000_000;

    /** The longest that it may take for that. */
    public static final String DURATION = "10m";

    /** Far more than an honest input takes of a slow processor, and far less than a hostile one that nothing ends. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Limits() {}

    /**
     * Does the work.
     *
     * @param own the exceptions that it may throw
     * @throws AssertionError if it throws anything else, or takes more of the processor than is right
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static void check(Callable<?> work, Class<? extends Exception>... own) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            var unused = work.call();
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            if (List.of(own).stream().noneMatch(type -> type.isInstance(e))) {
                throw new AssertionError("not an exception of ours", e);
            }
        }
        Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        if (took.compareTo(LONGEST) > 0) {
            throw new AssertionError("it took " + took);
        }
    }
}
