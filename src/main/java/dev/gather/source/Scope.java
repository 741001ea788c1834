package dev.gather.source;

import dev.gather.time.Deadline;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** One execution, as far as its requests and the layers around them need it. It lives on the execution's event loop. */
public final class Scope {
    private final Deadline deadline;
    private final MemoryBudget memory;
    private final IdentityHashMap<Object, Object> kept = new IdentityHashMap<>();

    /**
     * @param deadline by which all requests are answered or given up
     * @param memory what all answers together may take
     */
    public Scope(Deadline deadline, MemoryBudget memory) {
        this.deadline = deadline;
        this.memory = memory;
    }

    /** The moment by which all requests are answered or given up. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * What somebody keeps for this execution, such as a layer for the requests of one source.
     *
     * @param owner whose it is
     * @param initial makes it when it is first asked for
     */
    @SuppressWarnings("unchecked")
    public <T> T kept(Object owner, Supplier<T> initial) {
        return (T) kept.computeIfAbsent(owner, absent -> initial.get());
    }

    MemoryBudget.Share share() {
        return memory.share();
    }
}
