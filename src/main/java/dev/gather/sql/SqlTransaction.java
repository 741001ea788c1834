package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.source.Transaction;
import dev.gather.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one execution on one connection, one after another in the order in which they started. The first one begins
 * the transaction. After one has failed or was cancelled, no other is sent, and nothing is committed: the database may already
 * have rolled back what came before. Confined to the execution's event loop.
 */
final class SqlTransaction extends Turns<Written> implements Transaction {
    private final Datasource datasource;
    private final Deadline deadline;
    private boolean doomed;
    private boolean ended;

    private SqlTransaction(Datasource datasource, Deadline deadline) {
        super(datasource.connections().writing(), List.of("START TRANSACTION"));
        this.datasource = datasource;
        this.deadline = deadline;
    }

    /** The transaction of an execution, which its first write creates. */
    static SqlTransaction of(Scope scope, Datasource datasource) {
        SqlTransaction found =
                (SqlTransaction) scope.transaction(() -> new SqlTransaction(datasource, scope.deadline()));
        if (!found.datasource.connections().equals(datasource.connections())) {
            throw new IllegalStateException("a transaction has one datasource");
        }
        return found;
    }

    @Override
    @Nullable
    Failure refusal(Work<Written> work) {
        doomed |= ended || !((Write) work).isWanted();
        return doomed ? Failure.of(Code.QUERY, "not sent, since another write of the transaction failed") : null;
    }

    @Override
    void failed(Throwable thrown) {
        doomed = true;
    }

    @Override
    void leftBefore() {
        doomed = true;
    }

    @Override
    void leftWithin() {
        doomed = true;
        abort();
    }

    @Override
    void stopped(Optional<Kill> kill) {
        kill.ifPresent(datasource.connections().kills()::add);
    }

    @Override
    public Uni<Void> commit() {
        return Uni.createFrom().emitter(emitter -> {
            Duration left = deadline.forExpressions();
            Failure known = notToCommit(left);
            if (known == null) {
                commit(left, emitter);
            } else {
                var unused = rollback().subscribe().with(done -> emitter.fail(known));
            }
        });
    }

    /** Why nothing can be committed; null if it can. */
    private @Nullable Failure notToCommit(Duration left) {
        if (doomed || ended || isAtWork()) {
            return Failure.of(Code.QUERY, "the transaction was rolled back, since a write failed");
        }
        Session used = session();
        if (used == null || used.isClosed()) {
            return Failure.temporary(Code.CONNECTION, "the connection to the database broke before the commit");
        }
        return left.isZero() ? Failure.late() : null;
    }

    private void commit(Duration left, UniEmitter<? super Void> emitter) {
        ended = true;
        Session used = take();
        Cancellable timer =
                deadline.clock().after(left).subscribe().with(passed -> emitter.fail(unknown("no answer in time")));
        emitter.onTermination(timer::cancel);
        used.end("COMMIT", SessionUse.LEAVES)
                .onSuccess(done -> emitter.complete(null))
                .onFailure(thrown -> emitter.fail(uncommitted(thrown)));
    }

    private static Throwable uncommitted(Throwable thrown) {
        Throwable known = SqlFailures.classify(thrown);
        return SqlFailures.isAnswer(thrown) ? known : unknown(known.toString());
    }

    private static Failure unknown(String detail) {
        return Failure.temporary(Code.UNKNOWN, "the commit was sent and not answered: the writes may have been done")
                .withDetail(detail);
    }

    @Override
    public Uni<Void> rollback() {
        return Uni.createFrom().emitter(emitter -> {
            if (ended || isAtWork() || session() == null) {
                ended = true;
                doomed = true;
                abort();
                emitter.complete(null);
                return;
            }
            ended = true;
            Session used = take();
            Cancellable timer = deadline.clock()
                    .after(deadline.forExpressions())
                    .subscribe()
                    .with(passed -> emitter.complete(null));
            emitter.onTermination(timer::cancel);
            used.end("ROLLBACK", SessionUse.LEAVES).onComplete(done -> emitter.complete(null));
        });
    }
}
