package dev.gather.execution;

import dev.gather.failure.Failure;
import dev.gather.source.Scope;
import dev.gather.source.Transaction;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** How the writes of one execution end: a transaction as a whole, others each by itself. Confined to one event loop. */
final class ExecutionWrites {
    private final Scope scope;
    private final List<Optional<Progress>> progress;
    private boolean transactionEnded;

    /** @param progress what each source has done */
    ExecutionWrites(Scope scope, List<Optional<Progress>> progress) {
        this.scope = scope;
        this.progress = progress;
    }

    /** Makes a transaction take effect; completes at once if there is none. */
    Uni<Void> committed() {
        return scope.transaction()
                .map(Transaction::commit)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .onItem()
                .invoke(() -> transactionEnded = true);
    }

    /** Undoes a transaction, or lets no other write be sent and waits for those that were. */
    Uni<Void> settled() {
        return scope.isTransactional() ? rolledBack() : scope.writes().settled();
    }

    /** Undoes a transaction that has not ended. */
    Uni<Void> rolledBack() {
        if (transactionEnded || scope.transaction().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        transactionEnded = true;
        return scope.transaction().get().rollback();
    }

    /** The failure of a write of which nothing says whether it was done: the caller has to hear of it, whatever else failed. */
    Optional<Failure> unknown() {
        return progress.stream()
                .flatMap(Optional::stream)
                .filter(Progress::isUnknown)
                .map(source -> Failure.unknown().ofSource(source.source().name()))
                .findFirst();
    }
}
