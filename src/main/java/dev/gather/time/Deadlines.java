package dev.gather.time;

import dev.gather.composition.Composition;
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

    public Deadlines(GatherConfig config, Clock clock, Reserve reserve) {
        this.config = config;
        this.clock = clock;
        this.reserve = reserve;
    }

    /** The deadline of an execution that begins now. */
    public Deadline of(Composition composition, Optional<CutOff> cutOff) {
        Duration longest = composition
                .timeout()
                .filter(own -> own.compareTo(config.timeout()) < 0)
                .orElse(config.timeout());
        return new Deadline(new TimeGiven(clock.nanos(), longest, cutOff, reserve), clock);
    }
}
