package dev.gather.composition;

import java.time.Duration;

/**
 * What one attempt to have a request answered may take.
 *
 * @param limit how long the answer is waited for; the caller sees to it, and a kind may use it to give up by itself
 * @param memory of which the answer takes what it needs while it is read
 */
public record Attempt(Duration limit, MemoryBudget.Share memory) {}
