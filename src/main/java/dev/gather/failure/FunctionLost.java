package dev.gather.failure;

import java.util.stream.Stream;

/** The event loop is held by work that cannot be stopped, so that no further event can be answered. */
public final class FunctionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FunctionLost() {
        super("the event loop is held by work that cannot be stopped", null, false, false);
    }

    /** Whether a failure leaves a process that can be relied on no longer: it is lost, or had no memory left. */
    public static boolean isWhy(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(cause -> cause instanceof FunctionLost || cause instanceof OutOfMemoryError);
    }
}
