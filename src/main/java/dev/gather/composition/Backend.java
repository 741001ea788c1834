package dev.gather.composition;

import dev.gather.GatherConfig;

/**
 * Whom calls ask: an upstream or a datasource. All executions share what is known of its health.
 *
 * @param name unique among all kinds, as {@code upstream carrier}; for the log, never for a caller
 * @param circuitBreaker whether and when it is left alone for a while
 */
public record Backend(String name, GatherConfig.CircuitBreaker circuitBreaker) {
    @Override
    public String toString() {
        return name;
    }
}
