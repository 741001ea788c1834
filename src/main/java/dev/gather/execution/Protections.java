package dev.gather.execution;

import dev.gather.GatherConfig;
import dev.gather.composition.Backend;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The protections of all backends, by their names; executions share them. */
@ApplicationScoped
class Protections {
    private final GatherConfig config;
    private final Clock clock;
    private final Map<String, Protection> byName = new ConcurrentHashMap<>();

    Protections(GatherConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    Protection of(Backend backend) {
        return byName.computeIfAbsent(
                backend.name(), name -> Protection.of(name, config.hedgeBudget(), backend.circuitBreaker(), clock));
    }
}
