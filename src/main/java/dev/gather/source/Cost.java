package dev.gather.source;

import java.time.Duration;
import java.util.Optional;

/**
 * The most that an answer to one request may cost.
 *
 * @param calls how many requests are sent for it, hedges and retries included
 * @param time how long it takes; empty if it may take all the time that the execution has
 */
public record Cost(int calls, Optional<Duration> time) {
    /** One request that may take all the time. */
    public static final Cost ONE = new Cost(1, Optional.empty());

    /** A cost that ends with a limit. */
    public Cost within(Optional<Duration> limit) {
        Optional<Duration> least = limit.isPresent()
                ? limit.filter(most -> time.isEmpty() || most.compareTo(time.get()) < 0)
                        .or(() -> time)
                : time;
        return new Cost(calls, least);
    }

    /** The cost of doing it again and again, with waits between. */
    public Cost repeated(int times, Duration waits) {
        return new Cost(calls * times, time.map(one -> one.multipliedBy(times).plus(waits)));
    }

    /** The cost of two of them at the same time. */
    public Cost doubled() {
        return new Cost(calls * 2, time);
    }
}
