package dev.gather.execution;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The moment by which an execution has its answer. Every limit of its sources is cut to what is left.
 *
 * @param clock tells the time
 * @param startNanos when the execution began, on that clock
 * @param atNanos the moment, on that clock
 */
record Deadline(Clock clock, long startNanos, long atNanos) {
    static Deadline in(Duration time, Clock clock) {
        long now = clock.nanos();
        return new Deadline(clock, now, now + time.toNanos());
    }

    /** The time since the execution's start. */
    Duration elapsed() {
        return Duration.ofNanos(clock.nanos() - startNanos);
    }

    /** What is left; never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - clock.nanos()));
    }

    /** The least of a limit and what is left. */
    Duration least(Optional<Duration> limit) {
        Duration remaining = remaining();
        return limit.filter(given -> given.compareTo(remaining) < 0).orElse(remaining);
    }

    /** The work, or a failure once the limit has passed, when the work is cancelled. */
    <T> Uni<T> limit(Uni<T> work, Duration limit, Supplier<? extends Throwable> failure) {
        Uni<T> timer = clock.after(limit).onItem().transformToUni(passed -> Uni.createFrom()
                .failure(failure::get));
        return Uni.join().first(work, timer).toTerminate();
    }
}
