package dev.gather.source;

import java.time.Duration;

/** One attempt to have a request answered, and what it may take. It lives on the execution's event loop. */
public final class Attempt {
    private final Duration limit;
    private final MemoryBudget.Share memory;
    private boolean abandoned;

    /**
     * @param limit how long the answer is waited for; the caller sees to it, and a kind may use it to give up by itself
     * @param memory of which the answer takes what it needs while it is read
     */
    public Attempt(Duration limit, MemoryBudget.Share memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** How long the answer is waited for. */
    public Duration limit() {
        return limit;
    }

    /** Of which the answer takes what it needs while it is read. */
    public MemoryBudget.Share memory() {
        return memory;
    }

    /** Nobody waits for the answer any more. The request's cancellation may come later. */
    public void abandon() {
        abandoned = true;
        memory.giveBackAll();
    }

    /** Whether nobody waits for the answer any more: then nothing is sent that has not been sent. */
    public boolean isAbandoned() {
        return abandoned;
    }
}
