package dev.gather.failure;

import java.util.stream.Stream;

/** The event loop is blocked by work that cannot be stopped, so that no further event can be answered. */
public final class FunctionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FunctionLost() {
        super("the event loop is blocked by work that cannot be stopped", null, false, false);
    }

    /** Why the process ends after an exception, in words for the log. */
    public static String end(Throwable why) {
        String fatal = why instanceof FunctionLost ? why.getMessage() : "the memory has run out";
        return (isFatal(why) ? fatal : "an unexpected failure")
                + ": the process ends, so that the next invocation starts in a new one";
    }

    /** Whether the process can no longer be relied on after this exception: a blocked event loop, or no memory left. */
    public static boolean isFatal(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(cause -> cause instanceof FunctionLost || cause instanceof OutOfMemoryError);
    }
}
