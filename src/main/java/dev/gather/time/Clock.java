package dev.gather.time;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** The time as an execution sees it; tests have one of their own. */
public interface Clock {
    /** Now, in nanoseconds on a clock that only counts, as {@link System#nanoTime()}. */
    long nanos();

    /** Completes with null after that time; cancelling the subscription clears the timer. */
    Uni<Void> after(Duration delay);

    /** Does the work in one of the event loop's next turns. */
    void nextTurn(Runnable work);
}
