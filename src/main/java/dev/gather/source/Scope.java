package dev.gather.source;

import dev.gather.time.Deadline;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** What the requests of one execution share, and the layers around them. Confined to the execution's event loop. */
public final class Scope {
    private final Deadline deadline;
    private final MemoryBudget memory;
    private final IdentityHashMap<Object, Object> kept = new IdentityHashMap<>();

    /**
     * @param deadline when unanswered requests time out
     * @param memory the memory that all answers together may take up
     */
    public Scope(Deadline deadline, MemoryBudget memory) {
        this.deadline = deadline;
        this.memory = memory;
    }

    /** When unanswered requests time out. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * An object that is kept until the execution ends, such as a layer's state for one source.
     *
     * @param owner the object's owner, compared by identity
     * @param initial makes the object at the owner's first call
     */
    @SuppressWarnings("unchecked")
    public <T> T kept(Object owner, Supplier<T> initial) {
        return (T) kept.computeIfAbsent(owner, absent -> initial.get());
    }

    MemoryBudget.Share share() {
        return memory.share();
    }
}
