package dev.gather.time;

import java.time.Duration;
import java.util.Optional;

/**
 * The time that an execution is given.
 *
 * @param startNanos when it began, on its clock
 * @param longest what it may take at most
 * @param cutOff when the platform ends the call, if it does
 * @param reserve what is kept of the time until then
 */
public record TimeGiven(long startNanos, Duration longest, Optional<CutOff> cutOff, Reserve reserve) {
    /** Processor time for each expression that is evaluated after the end. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private static final Duration LEAST_GRACE = Duration.ofMillis(10);

    /** No more and no less than that time. */
    public static TimeGiven of(Duration time, long startNanos) {
        return new TimeGiven(startNanos, time, Optional.empty(), new Reserve(Duration.ZERO, Optional.empty()));
    }

    /** The moment to stop asking, where so much work is left by then. */
    long endNanos(Duration work) {
        long latest = startNanos + longest.toNanos();
        return cutOff.map(end -> Math.min(latest, end.atNanos() - reserved(end, work)))
                .orElse(latest);
    }

    private long reserved(CutOff end, Duration work) {
        return reserve.of(work, Duration.ofNanos(end.atNanos() - startNanos)).toNanos();
    }

    /** How long an expression may be evaluated after the end, before it gets too late for any answer. */
    Duration grace(long nowNanos) {
        Duration most = reserve.stretched(GRACE);
        Duration left = cutOff.map(
                        end -> Duration.ofNanos(end.atNanos() - nowNanos).minus(reserve.atLast()))
                .filter(until -> until.compareTo(most) < 0)
                .orElse(most);
        return left.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : left;
    }
}
