package dev.gather.source;

import java.time.Duration;

/** One attempt to have a request answered, and what it may take. It lives on the execution's event loop. */
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
     * An attempt that may take all the time that the execution has left.
     *
     * @param sent called whenever the request is sent
     */
    public static Attempt in(Scope scope, Runnable sent) {
        return new Attempt(scope, sent, scope.deadline().remaining());
    }

    /** The same attempt, which may take that long. */
    public Attempt within(Duration time) {
        return new Attempt(scope, sent, time);
    }

    /** One more attempt at the same request, which takes memory of its own. */
    public Attempt another() {
        return new Attempt(scope, sent, limit);
    }

    /** The execution that it belongs to. */
    public Scope scope() {
        return scope;
    }

    /** Counts the request as sent. */
    public void countSent() {
        sent.run();
    }

    /** How long the answer is waited for, at most. */
    public Duration limit() {
        return limit;
    }

    /** The memory that the answer takes from while it is read. */
    public MemoryBudget.Share memory() {
        return memory;
    }

    /** Gives the attempt up, as nobody waits for the answer any more. The request's cancellation may come later. */
    public void abandon() {
        abandoned = true;
        memory.giveBackAll();
    }

    /** Whether nobody waits for the answer any more: then nothing is sent that has not been sent. */
    public boolean isAbandoned() {
        return abandoned;
    }
}
