/** Everything around one request: retries, the circuit breaker, the limit of an attempt, hedging. */
package dev.gather.fetch;
