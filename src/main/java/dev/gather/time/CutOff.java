package dev.gather.time;

import java.time.Duration;

/**
 * The moment at which the caller's platform ends the call, with or without an answer.
 *
 * @param atNanos the moment on {@link System#nanoTime()}'s clock
 */
public record CutOff(long atNanos) {
    /** A cut-off this time from now; in the past if the time is negative. */
    public static CutOff in(Duration time) {
        return new CutOff(System.nanoTime() + time.toNanos());
    }

    /** A cut-off earlier by this time. */
    public CutOff before(Duration time) {
        return new CutOff(atNanos - time.toNanos());
    }

    /** The time until then; never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** The earlier of the two. */
    public CutOff earlier(CutOff other) {
        return other.atNanos - atNanos < 0 ? other : this;
    }
}
