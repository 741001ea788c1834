package dev.gather.source;

import java.time.Duration;

/** One attempt at a request, with its limits of time and memory. Confined to the execution's event loop. */
public final class Attempt {
    private final Scope scope;
    private final Runnable sent;
    private final Duration limit;
    private final MemoryBudget.Share memory;
    private boolean abandoned;

    private Attempt(Scope scope, Runnable sent, Duration limit) {
        this.scope = scope;
        this.sent = sent;
        this.limit = limit;
        this.memory = scope.share();
    }

    /**
     * An attempt with all the time that the execution has left.
     *
     * @param sent called each time a request is sent
     */
    public static Attempt in(Scope scope, Runnable sent) {
        return new Attempt(scope, sent, scope.deadline().remaining());
    }

    /** The attempt with another time limit. */
    public Attempt within(Duration time) {
        return new Attempt(scope, sent, time);
    }

    /** A further attempt at the same request, with a memory share of its own. */
    public Attempt another() {
        return new Attempt(scope, sent, limit);
    }

    /** The execution that the attempt belongs to. */
    public Scope scope() {
        return scope;
    }

    /** Counts the request as sent. */
    public void countSent() {
        sent.run();
    }

    /** The longest wait for the answer. */
    public Duration limit() {
        return limit;
    }

    /** The memory that the answer takes up while it is read. */
    public MemoryBudget.Share memory() {
        return memory;
    }

    /** Marks the attempt as no longer needed. The request itself may be cancelled later. */
    public void abandon() {
        abandoned = true;
        memory.giveBackAll();
    }

    /** Whether the answer is no longer needed, so that a request that has not been sent must not be. */
    public boolean isAbandoned() {
        return abandoned;
    }
}
