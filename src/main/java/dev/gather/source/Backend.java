package dev.gather.source;

import dev.gather.config.GatherConfig;

/**
 * The upstream, datasource or server of Redis that calls target. All executions share its circuit breaker and its retry budget.
 *
 * @param name unique across all kinds, such as {@code upstream carrier}; for the log, never shown to a caller
 * @param circuitBreaker the configuration of its circuit breaker
 */
public record Backend(String name, GatherConfig.CircuitBreaker circuitBreaker) {
    /** @throws IllegalArgumentException if the circuit breaker's configuration is invalid */
    public Backend {
        boolean possible = circuitBreaker.requests() > 0
                && circuitBreaker.failureRatio() > 0
                && !circuitBreaker.delay().isNegative();
        if (circuitBreaker.enabled() && !possible) {
            throw new IllegalArgumentException(
                    name + ": circuit-breaker needs requests and failure-ratio above 0 and a delay of 0s or more");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
