package dev.gather.source;

import dev.gather.config.GatherConfig;

/**
 * Whom calls ask: an upstream or a datasource. All executions share what is known of its health.
 *
 * @param name unique among all kinds, as {@code upstream carrier}; for the log, never for a caller
 * @param circuitBreaker whether and when it is left alone for a while
 */
public record Backend(String name, GatherConfig.CircuitBreaker circuitBreaker) {
    /** @throws IllegalArgumentException if the circuit breaker's configuration makes no sense */
    public Backend {
        boolean possible = circuitBreaker.requests() > 0
                && circuitBreaker.failureRatio() > 0
                && !circuitBreaker.delay().isNegative();
        if (circuitBreaker.enabled() && !possible) {
            throw new IllegalArgumentException(
                    name + ": a circuit-breaker needs requests and a failure-ratio above 0, and no negative delay");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
