package dev.gather.cache;

import dev.gather.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment on two clocks: the one on the wall, which may be set to an earlier time, and the one of the processor, which stands
 * still while the function is frozen.
 *
 * @param millis since 1970, by the clock on the wall
 * @param nanos by that of the processor
 */
public record Moment(long millis, long nanos) {
    /** Now. */
    public static Moment now(Clock clock) {
        return new Moment(clock.millis(), clock.nanos());
    }

    /** The time until a later moment: what either clock says, whichever is more, and never less than nothing. */
    Duration until(Moment later) {
        Duration wall = Duration.ofMillis(later.millis - millis);
        Duration processor = Duration.ofNanos(later.nanos - nanos);
        Duration longest = wall.compareTo(processor) > 0 ? wall : processor;
        return longest.isNegative() ? Duration.ZERO : longest;
    }

    Instant instant() {
        return Instant.ofEpochMilli(millis);
    }
}
