package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;

/** The source of time for executions; tests use a virtual one. */
public interface Clock {
    /** The current time in nanoseconds from an arbitrary origin, as {@link System#nanoTime()}. */
    long nanos();

    /**
     * The current time in milliseconds since 1970. Unlike {@link #nanos}, it goes on while the function is frozen; it may be set,
     * even to an earlier time.
     */
    default long millis() {
        return System.currentTimeMillis();
    }

    /** Completes with null after the delay; cancelling the subscription cancels the timer. */
    Uni<Void> after(Duration delay);

    /** Runs the work after the delay, unless it is cancelled before. */
    default Cancellable timer(Duration delay, Runnable work) {
        return after(delay).subscribe().with(passed -> work.run());
    }

    /** Runs the work in a later turn of the event loop. */
    void nextTurn(Runnable work);
}
