package dev.gather.cache;

import java.time.Duration;

/**
 * How long an answer may be given again.
 *
 * @param initialAge how old it was when it came
 * @param lifetime how old it may get and still be fresh
 * @param checkedFirst whether it must not be given again before the backend has said that it is still valid
 * @param neverStale whether it must not be given again once it is no longer fresh, whatever happens
 * @param staleOnFailure how long after that it may be given where the backend fails
 * @param staleWhileAsking how long after that it may be given while the backend is asked for another
 */
public record Freshness(
        Duration initialAge,
        Duration lifetime,
        boolean checkedFirst,
        boolean neverStale,
        Duration staleOnFailure,
        Duration staleWhileAsking) {
    /** That of an answer that is fresh for a time. */
    public static Freshness lasting(Duration time, Duration staleOnFailure) {
        return new Freshness(Duration.ZERO, time, false, false, staleOnFailure, Duration.ZERO);
    }

    /** How long it has not been fresh any more; negative if it still is. */
    Duration staleness(Duration age) {
        return age.minus(lifetime);
    }

    boolean isFresh(Duration age) {
        return !checkedFirst && age.compareTo(lifetime) < 0;
    }

    boolean mayBeGivenOnFailure(Duration age) {
        return within(staleOnFailure, age);
    }

    boolean mayBeGivenWhileAsking(Duration age) {
        return within(staleWhileAsking, age);
    }

    /** Whether it may be given again so long after it was fresh. */
    boolean within(Duration longest, Duration age) {
        return !checkedFirst && !neverStale && staleness(age).compareTo(longest) < 0;
    }
}
