package dev.gather.execution;

import dev.gather.GatherConfig;
import dev.gather.composition.Composition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Sets the deadlines of executions. */
@ApplicationScoped
class Deadlines {
    private final GatherConfig config;
    private final Clock clock;
    private final Reserve reserve;

    Deadlines(GatherConfig config, Clock clock, Reserve reserve) {
        this.config = config;
        this.clock = clock;
        this.reserve = reserve;
    }

    /** The deadline of an execution that begins now. */
    Deadline of(Composition composition, Optional<CutOff> cutOff) {
        Duration longest = composition
                .timeout()
                .filter(own -> own.compareTo(config.timeout()) < 0)
                .orElse(config.timeout());
        return new Deadline(new TimeGiven(clock.nanos(), longest, cutOff, reserve), clock);
    }
}
