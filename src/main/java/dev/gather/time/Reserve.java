package dev.gather.time;

import dev.gather.config.GatherConfig;
import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * What is kept of a call's time for its answer. Lambda gives processor time in proportion to memory, so that the same
 * work takes fourteen times longer with 128 MB than with a whole processor.
 */
@ApplicationScoped
public class Reserve {
    /** The megabytes of memory with which a function has one whole processor. */
    private static final double MEMORY_OF_ONE_PROCESSOR = 1769;

    /** Time that does not depend on the processor: the wait for one's turn, and the way to the platform. */
    private static final Duration ALWAYS = Duration.ofMillis(150);

    private static final Duration ALWAYS_AT_LAST = Duration.ofMillis(100);

    /** Processor time for an answer that has nothing to do with how much there is left to do. */
    private static final Duration ANSWER = Duration.ofMillis(15);

    private static final Duration LAST_ANSWER = Duration.ofMillis(10);

    /** What a JVM does for the first time takes it some four times longer than a native executable. */
    private static final double WARMING_UP = 4;

    private final Duration least;
    private final double slowness;

    @Inject
    Reserve(GatherConfig config) {
        this(
                config.reserve().orElse(Duration.ZERO),
                Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")),
                ImageMode.current() == ImageMode.JVM ? WARMING_UP : 1);
    }

    /**
     * One for a native function of that memory.
     *
     * @param least kept in any case
     * @param memory the function's memory in megabytes, as Lambda tells it; unknown means a whole processor
     */
    public Reserve(Duration least, Optional<String> memory) {
        this(least, memory, 1);
    }

    private Reserve(Duration least, Optional<String> memory, double slowness) {
        this.least = least;
        this.slowness = memory.map(Double::parseDouble)
                .map(megabytes -> slowness / Math.min(1, megabytes / MEMORY_OF_ONE_PROCESSOR))
                .orElse(slowness);
    }

    /**
     * What is kept.
     *
     * @param work the processor time that is needed beside the answer's own
     * @param given the time that there is in all; a quarter of it is for asking, however much there is to do
     */
    public Duration of(Duration work, Duration given) {
        Duration needed = ALWAYS.plus(stretched(ANSWER.plus(work)));
        Duration most =
                given.isNegative() ? Duration.ZERO : given.multipliedBy(3).dividedBy(4);
        return longer(least, needed.compareTo(most) < 0 ? needed : most);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** The least time before the platform's end in which a call can still be told that there is no answer. */
    public Duration atLast() {
        return ALWAYS_AT_LAST.plus(stretched(LAST_ANSWER));
    }

    /** How long work takes that needs so much processor time. */
    public Duration stretched(Duration work) {
        return Duration.ofNanos((long) (work.toNanos() * slowness));
    }
}
