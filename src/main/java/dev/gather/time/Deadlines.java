package dev.gather.time;

import dev.gather.config.GatherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Makes the deadlines of executions. */
@ApplicationScoped
public class Deadlines {
    private final GatherConfig config;
    private final Clock clock;
    private final Reserve reserve;

    public Deadlines(GatherConfig config, Clock clock, Reserve reserve) {
        this.config = config;
        this.clock = clock;
        this.reserve = reserve;
    }

    /**
     * The deadline of an execution that starts now.
     *
     * @param timeout its composition's timeout
     * @param cutOff when the caller's platform ends the call, if known
     */
    public Deadline of(Optional<Duration> timeout, Optional<CutOff> cutOff) {
        Duration longest =
                timeout.filter(own -> own.compareTo(config.timeout()) < 0).orElse(config.timeout());
        return new Deadline(new TimeBudget(clock.nanos(), longest, cutOff, reserve), clock);
    }
}
