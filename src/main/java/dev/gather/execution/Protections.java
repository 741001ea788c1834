package dev.gather.execution;

import dev.gather.FunctionMemory;
import dev.gather.GatherConfig;
import dev.gather.composition.Backend;
import dev.gather.composition.MemoryBudget;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The protections of all backends, by their names, which executions share, and that of the function's own memory. */
@ApplicationScoped
class Protections {
    private final GatherConfig config;
    private final Clock clock;
    private final long memory;
    private final Map<String, Protection> byName = new ConcurrentHashMap<>();

    Protections(GatherConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.memory = config.memoryBudget().map(MemorySize::asLongValue).orElseGet(FunctionMemory::forValues);
    }

    /** What one execution may take. */
    MemoryBudget memory() {
        return new MemoryBudget(memory);
    }

    Protection of(Backend backend) {
        return byName.computeIfAbsent(
                backend.name(), name -> Protection.of(name, config.hedgeBudget(), backend.circuitBreaker(), clock));
    }
}
