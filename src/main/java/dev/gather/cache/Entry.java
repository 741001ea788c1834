package dev.gather.cache;

import java.time.Duration;

/**
 * An answer that is kept.
 *
 * @param answer the answer
 * @param freshness how long it may be given again
 * @param received when it came
 * @param version that of its resource when it was asked for
 */
public record Entry(KeptAnswer answer, Freshness freshness, Moment received, int version) {
    /** How old it is. */
    public Duration age(Moment now) {
        return freshness.initialAge().plus(received.until(now));
    }
}
