package dev.gather.fetch;

import dev.gather.config.GatherConfig;
import dev.gather.time.Clock;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What keeps executions from harming a backend that is unwell.
 *
 * @param hedges how many second requests it can be sent
 * @param circuit leaves it alone while it fails, where that is configured
 */
public record Protection(HedgeBudget hedges, Optional<Circuit> circuit) {
    static Protection of(String backend, double hedgeBudget, GatherConfig.CircuitBreaker config, Clock clock) {
        return new Protection(
                new HedgeBudget(hedgeBudget),
                config.enabled() ? Optional.of(new Circuit(backend, config, clock)) : Optional.empty());
    }

    /** The work, or a failure at once while the circuit is open. */
    <T> Uni<T> guard(Uni<T> work) {
        return circuit.map(breaker -> breaker.guard(work)).orElse(work);
    }
}
