package dev.gather.time;

import java.time.Duration;

/**
 * The moment at which the caller's platform ends the call, answered or not.
 *
 * @param atNanos the moment, on the clock of {@link System#nanoTime()}
 */
public record CutOff(long atNanos) {
    /** The moment after that time from now; it has passed already where the time is negative. */
    public static CutOff in(Duration time) {
        return new CutOff(System.nanoTime() + time.toNanos());
    }

    /** The moment before this one by that time. */
    public CutOff before(Duration time) {
        return new CutOff(atNanos - time.toNanos());
    }

    /** What is left until then; never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** The earlier of two moments. */
    public CutOff earlier(CutOff other) {
        return other.atNanos - atNanos < 0 ? other : this;
    }
}
