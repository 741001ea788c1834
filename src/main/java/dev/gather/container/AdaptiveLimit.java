package dev.gather.container;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The limit of requests at work at once, by Netflix' algorithm {@link Gradient2Limit}: it falls while answers take longer than they
 * do in the long run, and rises while they do not and there is use for more. It looks at averages, since compositions differ in how
 * long they take. Used by all event loops at once.
 */
final class AdaptiveLimit {
    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(100);
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(1);

    /** How many requests a full limit lets in beyond what it takes to be enough, as a part of it: by so much it rises. */
    private static final int QUEUE_SHARE = 4;

    /** How much longer than in the long run answers may take before the limit falls, as a factor. */
    private static final double TOLERANCE = 2;

    private static final int SHORTEST_QUEUE = 4;

    private final SimpleLimiter<Void> limiter;

    AdaptiveLimit(ContainerConfig.Limit config) {
        check(config);
        this.limiter = SimpleLimiter.newBuilder()
                .limit(WindowedLimit.newBuilder()
                        .minWindowTime(SHORTEST_WINDOW.toMillis(), TimeUnit.MILLISECONDS)
                        .maxWindowTime(LONGEST_WINDOW.toMillis(), TimeUnit.MILLISECONDS)
                        .build(Gradient2Limit.newBuilder()
                                .initialLimit(config.initial())
                                .minLimit(config.least())
                                .maxConcurrency(config.most())
                                .rttTolerance(TOLERANCE)
                                .queueSize(limit -> Math.max(SHORTEST_QUEUE, limit / QUEUE_SHARE))
                                .build()))
                .build();
    }

    private static void check(ContainerConfig.Limit config) {
        if (config.least() < 1 || config.initial() < config.least() || config.most() < config.initial()) {
            throw new IllegalArgumentException(
                    "gather.container.limit: write numbers from 1 with least, initial and most in this "
                            + "order, but they are " + config.least() + ", " + config.initial() + " and "
                            + config.most());
        }
    }

    /** Lets a request begin, which is to say how it ended; empty if there are too many. */
    Optional<Limiter.Listener> begin() {
        return limiter.acquire(null);
    }

    /** How many there may be now. */
    int most() {
        return limiter.getLimit();
    }

    /** How many are at work. */
    int atWork() {
        return limiter.getInflight();
    }
}
