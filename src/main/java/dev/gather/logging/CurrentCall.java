package dev.gather.logging;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call that a line of the log belongs to. Where there is one call at a time, every line until the next one belongs to it;
 * where there are several at once, those that are logged within {@link #during}, and no other.
 */
public final class CurrentCall {
    private static volatile LoggedCall only = LoggedCall.UNKNOWN;
    private static final ThreadLocal<@Nullable LoggedCall> HERE = new ThreadLocal<>();

    private CurrentCall() {}

    /** Begins a call, in a process that has one at a time. */
    public static void begin(LoggedCall call) {
        only = call;
    }

    /** Does work in which all that is logged belongs to the call. */
    public static void during(LoggedCall call, Runnable work) {
        LoggedCall before = HERE.get();
        HERE.set(call);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    /** Makes a value; all that is logged meanwhile, by this thread, belongs to the call. */
    public static <T> T during(LoggedCall call, Supplier<T> work) {
        LoggedCall before = HERE.get();
        HERE.set(call);
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable LoggedCall before) {
        if (before == null) {
            HERE.remove();
        } else {
            HERE.set(before);
        }
    }

    /** The call that a line which is logged now belongs to. */
    static LoggedCall get() {
        LoggedCall here = HERE.get();
        return here == null ? only : here;
    }
}
