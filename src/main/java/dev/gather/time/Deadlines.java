package dev.gather.time;

import dev.gather.config.GatherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Sets the deadlines of executions. */
@ApplicationScoped
public class Deadlines {
    private final GatherConfig config;
    private final Clock clock;
    private final Reserve reserve;

    /** @param reserve what is kept of the time until the platform ends a call */
    public Deadlines(GatherConfig config, Clock clock, Reserve reserve) {
        this.config = config;
        this.clock = clock;
        this.reserve = reserve;
    }

    /**
     * The deadline of an execution that begins now.
     *
     * @param timeout what its composition allows
     * @param cutOff when the caller's platform ends the call, if it is known
     */
    public Deadline of(Optional<Duration> timeout, Optional<CutOff> cutOff) {
        Duration longest =
                timeout.filter(own -> own.compareTo(config.timeout()) < 0).orElse(config.timeout());
        return new Deadline(new TimeGiven(clock.nanos(), longest, cutOff, reserve), clock);
    }
}
