package dev.gather;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that work allocates. Unlike times, they hardly depend on what else runs. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 3;

    private Allocation() {}

    /** The bytes that the work allocates on this thread, the first time with what it loads and compiles left out. */
    public static long of(Runnable work) {
        return least(ROUNDS, work);
    }

    /** The least that the work allocates on this thread in so many rounds. */
    public static long least(int rounds, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            least = Math.min(least, once(work));
        }
        return least;
    }

    /** The bytes that the work allocates on this thread this time. */
    public static long once(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
