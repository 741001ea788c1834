package dev.gather.source;

import dev.gather.logging.LoggedCall;
import dev.gather.time.Deadline;
import dev.gather.trace.Spans;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the requests of one execution share, and the layers around them. Confined to the execution's event loop. */
public final class Scope {
    private final Deadline deadline;
    private final MemoryBudget memory;
    private final boolean transactional;
    private final boolean snapshot;
    private final Observation observation;
    /** By identity; empty and immutable as long as nothing is kept. */
    private Map<Object, Object> kept = Map.of();

    private final List<Cancellable> background = new ArrayList<>();
    private final SentWrites writes = SentWrites.ofExecution();
    private Optional<Transaction> transaction = Optional.empty();
    private Optional<Snapshot> begun = Optional.empty();

    /**
     * How operators see an execution.
     *
     * @param call what lines of the log say of the call that it is for
     * @param spans its spans, if it is traced
     */
    public record Observation(LoggedCall call, Optional<Spans> spans) {
        /** Of an execution for a call of which nothing is known. */
        public static final Observation NONE = new Observation(LoggedCall.UNKNOWN, Optional.empty());
    }

    /**
     * @param deadline when unanswered requests time out
     * @param memory the memory that all answers together may take up
     * @param transactional whether all writes are one transaction
     * @param snapshot whether all that is read from databases is read from a snapshot
     */
    public Scope(Deadline deadline, MemoryBudget memory, boolean transactional, boolean snapshot) {
        this(deadline, memory, transactional, snapshot, Observation.NONE);
    }

    /** @param observation how operators see the execution */
    public Scope(
            Deadline deadline, MemoryBudget memory, boolean transactional, boolean snapshot, Observation observation) {
        this.deadline = deadline;
        this.memory = memory;
        this.transactional = transactional;
        this.snapshot = snapshot;
        this.observation = observation;
    }

    /** The scope of an execution without a transaction and a snapshot. */
    public Scope(Deadline deadline, MemoryBudget memory) {
        this(deadline, memory, false, false);
    }

    /** What lines of the log say of the call that the execution is for. */
    public LoggedCall call() {
        return observation.call();
    }

    /** The spans of the execution, if it is traced. */
    public Optional<Spans> spans() {
        return observation.spans();
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
        kept = kept.isEmpty() ? new IdentityHashMap<>() : kept;
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

    /** Whether all that is read from databases is read from a snapshot. */
    public boolean hasSnapshot() {
        return snapshot;
    }

    /**
     * The execution's snapshot, which the engine ends.
     *
     * @param made makes it, at the first request that reads it
     */
    public Snapshot snapshot(Supplier<? extends Snapshot> made) {
        Snapshot found = begun.orElseGet(made);
        begun = Optional.of(found);
        return found;
    }

    /** Work that nobody waits for: it is cancelled when the execution ends. */
    public void inBackground(Cancellable work) {
        background.add(work);
    }

    /** The execution has ended. */
    public void end() {
        background.forEach(Cancellable::cancel);
        deadline.end();
    }

    /** Nothing reads the execution's snapshot any more. */
    public void endSnapshot() {
        begun.ifPresent(Snapshot::end);
    }

    MemoryBudget.Share share() {
        return memory.share();
    }
}
