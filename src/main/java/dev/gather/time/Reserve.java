package dev.gather.time;

import dev.gather.config.GatherConfig;
import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * The part of a call's time that is kept for making and sending the answer. Lambda's processor time is proportional to a
 * function's memory: the same work takes fourteen times longer with 128 MB than with a whole processor.
 */
@ApplicationScoped
public class Reserve {
    /** The memory in MB at which a function has one whole processor. */
    private static final double MEMORY_OF_ONE_PROCESSOR = 1769;

    /** Time that does not depend on the processor: waiting for the event loop, and sending the answer to the platform. */
    private static final Duration ALWAYS = Duration.ofMillis(150);

    /** The same for the message that there is no answer. */
    private static final Duration ALWAYS_AT_LAST = Duration.ofMillis(100);

    /** Processor time for any answer, whatever work is left. */
    private static final Duration ANSWER = Duration.ofMillis(15);

    /** The same for the message that there is no answer. */
    private static final Duration LAST_ANSWER = Duration.ofMillis(10);

    /** How much longer a JVM takes than a native executable for what it does for the first time. */
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
     * The reserve of a native function.
     *
     * @param least the shortest reserve
     * @param memory the function's memory in MB, as in Lambda's environment variable; without it, a whole processor is assumed
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
     * How much time is kept.
     *
     * @param work the processor time that is needed beside the answer's own
     * @param given the time of the whole call; a quarter of it is left for the sources, however much work there is
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

    /** The time needed before the cut-off to send the message that there is no answer. */
    public Duration atLast() {
        return ALWAYS_AT_LAST.plus(stretched(LAST_ANSWER));
    }

    /** How long work with this processor time takes on this function. */
    public Duration stretched(Duration work) {
        return Duration.ofNanos((long) (work.toNanos() * slowness));
    }
}
