package dev.gather.source;

import dev.gather.time.Deadline;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Supplier;

/** What the requests of one execution share, and the layers around them. Confined to the execution's event loop. */
public final class Scope {
    private final Deadline deadline;
    private final MemoryBudget memory;
    private final boolean transactional;
    private final IdentityHashMap<Object, Object> kept = new IdentityHashMap<>();
    private final SentWrites writes = SentWrites.ofExecution();
    private Optional<Transaction> transaction = Optional.empty();

    /**
     * @param deadline when unanswered requests time out
     * @param memory the memory that all answers together may take up
     * @param transactional whether all writes are one transaction
     */
    public Scope(Deadline deadline, MemoryBudget memory, boolean transactional) {
        this.deadline = deadline;
        this.memory = memory;
        this.transactional = transactional;
    }

    /** The scope of an execution without a transaction. */
    public Scope(Deadline deadline, MemoryBudget memory) {
        this(deadline, memory, false);
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

    /**
     * The writes that were sent and are not answered yet. Those of a transaction are not among them, since nothing of them
     * remains unless it is committed.
     */
    public SentWrites writes() {
        return writes;
    }

    /** Whether all writes are one transaction. */
    public boolean isTransactional() {
        return transactional;
    }

    /**
     * The execution's transaction, which the engine commits or rolls back.
     *
     * @param begun begins it, at the first write
     */
    public Transaction transaction(Supplier<? extends Transaction> begun) {
        Transaction found = transaction.orElseGet(begun);
        transaction = Optional.of(found);
        return found;
    }

    /** The execution's transaction, if a write has begun one. */
    public Optional<Transaction> transaction() {
        return transaction;
    }

    MemoryBudget.Share share() {
        return memory.share();
    }
}
