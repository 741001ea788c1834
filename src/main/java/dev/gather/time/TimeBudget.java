package dev.gather.time;

import java.time.Duration;
import java.util.Optional;

/**
 * The time that an execution has.
 *
 * @param startNanos when it started, on its clock
 * @param longest the longest that it may take
 * @param cutOff when the platform ends the call, if it does
 * @param reserve the part of the time until then that is kept for the answer
 */
public record TimeBudget(long startNanos, Duration longest, Optional<CutOff> cutOff, Reserve reserve) {
    /** Processor time for the expressions that are evaluated after the deadline. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private static final Duration LEAST_GRACE = Duration.ofMillis(10);

    /** A fixed time, without a cut-off. */
    public static TimeBudget of(Duration time, long startNanos) {
        return new TimeBudget(startNanos, time, Optional.empty(), new Reserve(Duration.ZERO, Optional.empty()));
    }

    /** The deadline, if this much work is left by then. */
    long endNanos(long workNanos) {
        long latest = startNanos + longest.toNanos();
        return cutOff.isEmpty()
                ? latest
                : Math.min(latest, cutOff.get().atNanos() - reserved(cutOff.get(), Duration.ofNanos(workNanos)));
    }

    private long reserved(CutOff end, Duration work) {
        return reserve.of(work, Duration.ofNanos(end.atNanos() - startNanos)).toNanos();
    }

    /** How long expressions may be evaluated after the deadline, before it is too late for any answer. */
    Duration grace(long nowNanos) {
        Duration most = reserve.stretched(GRACE);
        Duration left = cutOff.map(
                        end -> Duration.ofNanos(end.atNanos() - nowNanos).minus(reserve.atLast()))
                .filter(until -> until.compareTo(most) < 0)
                .orElse(most);
        return left.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : left;
    }
}
