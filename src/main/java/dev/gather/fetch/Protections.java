package dev.gather.fetch;

import dev.gather.config.FunctionMemory;
import dev.gather.config.GatherConfig;
import dev.gather.source.Backend;
import dev.gather.source.MemoryBudget;
import dev.gather.time.Clock;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The protections of all backends, by their names, which executions share, and that of the function's own memory. */
@ApplicationScoped
public class Protections {
    private final GatherConfig config;
    private final Clock clock;
    private final long memory;
    private final Map<String, Protection> byName = new ConcurrentHashMap<>();

    public Protections(GatherConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.memory = config.memoryBudget().map(MemorySize::asLongValue).orElseGet(FunctionMemory::forValues);
    }

    /** What one execution may take. */
    public MemoryBudget memory() {
        return new MemoryBudget(memory);
    }

    public Protection of(Backend backend) {
        return byName.computeIfAbsent(
                backend.name(), name -> Protection.of(name, config.hedgeBudget(), backend.circuitBreaker(), clock));
    }
}
