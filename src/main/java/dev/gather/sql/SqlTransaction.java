package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.source.Transaction;
import dev.gather.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one execution on one connection, one after another in the order in which they started. The first one begins
 * the transaction. After one has failed or was cancelled, no other is sent, and nothing is committed: the database may already
 * have rolled back what came before. Confined to the execution's event loop.
 */
final class SqlTransaction implements Transaction {
    private final Datasource datasource;
    private final Deadline deadline;
    private final Borrowing borrowing;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Turn running;
    /** The connection, from when it is borrowed until it is closed, or the transaction ends. */
    private @Nullable Session session;

    private boolean written;
    private boolean doomed;
    private boolean ended;

    private record Turn(Write write, UniEmitter<? super Written> emitter) {}

    private SqlTransaction(Datasource datasource, Deadline deadline) {
        this.datasource = datasource;
        this.deadline = deadline;
        this.borrowing = new Borrowing(datasource.connections().writing(), () -> false, this::borrowed);
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

    /** Runs a write in its turn, once per subscription. */
    Uni<Written> run(Write write) {
        return Uni.createFrom().emitter(emitter -> {
            Turn turn = new Turn(write, emitter);
            emitter.onTermination(() -> left(turn));
            waiting.add(turn);
            next();
        });
    }

    private void next() {
        while (running == null && !waiting.isEmpty()) {
            Turn turn = waiting.remove();
            doomed |= ended || !turn.write().isWanted();
            if (doomed) {
                turn.emitter().fail(Failure.of(Code.QUERY, "not sent, since another write of the transaction failed"));
            } else {
                running = turn;
                start(turn);
            }
        }
    }

    /** The first write borrows the connection. */
    private void start(Turn turn) {
        Session begun = session;
        if (begun == null) {
            borrowing.start();
        } else {
            turn.write().on(begun).onComplete(answer -> answered(turn, answer));
        }
    }

    /** Not called once the write that waits for the connection is cancelled. */
    private void borrowed(AsyncResult<Session> result) {
        Turn turn = Objects.requireNonNull(running);
        if (result.failed()) {
            answered(turn, result.mapEmpty());
        } else {
            session = result.result();
            session.begin();
            start(turn);
        }
    }

    private void answered(Turn turn, AsyncResult<Written> answer) {
        if (!turn.equals(running)) {
            return;
        }
        if (answer.failed() && isStale(turn, answer.cause())) {
            close();
            borrowing.startNextTurn();
            return;
        }
        running = null;
        if (answer.succeeded()) {
            written = true;
            turn.emitter().complete(answer.result());
        } else {
            doomed = true;
            if (SqlFailures.endsConnection(answer.cause())) {
                close();
            }
            turn.emitter().fail(answer.cause());
        }
        next();
    }

    /** Whether the connection had died in the pool, so that the transaction begins on another one. */
    private boolean isStale(Turn turn, Throwable thrown) {
        return session != null
                && session.isReused()
                && SqlFailures.isDeadConnection(thrown)
                && !written
                && turn.write().mayBeRepeated();
    }

    /** A write has ended, or nobody waits for it any more. */
    private void left(Turn turn) {
        doomed |= waiting.remove(turn);
        if (turn.equals(running)) {
            abort();
        }
    }

    /** Ends what is under way; the database then rolls back. */
    private void abort() {
        doomed = true;
        running = null;
        borrowing.giveUp();
        Session used = session;
        if (used != null) {
            close();
            Kill.statementOf(datasource.connections().reading(), used.mark());
        }
        next();
    }

    private void close() {
        if (session != null) {
            session.close();
            session = null;
        }
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
        if (doomed || ended || running != null) {
            return Failure.of(Code.QUERY, "the transaction was rolled back, since a write failed");
        }
        if (session == null || session.isClosed()) {
            return Failure.temporary(Code.CONNECTION, "the connection to the database broke before the commit");
        }
        return left.isZero() ? Failure.late() : null;
    }

    private void commit(Duration left, UniEmitter<? super Void> emitter) {
        Session used = take();
        Cancellable timer =
                deadline.clock().after(left).subscribe().with(passed -> emitter.fail(unknown("no answer in time")));
        emitter.onTermination(timer::cancel);
        used.end("COMMIT")
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
            if (ended || running != null || session == null) {
                ended = true;
                abort();
                emitter.complete(null);
                return;
            }
            Session used = take();
            Cancellable timer = deadline.clock()
                    .after(deadline.forExpressions())
                    .subscribe()
                    .with(passed -> emitter.complete(null));
            emitter.onTermination(timer::cancel);
            used.end("ROLLBACK").onComplete(done -> emitter.complete(null));
        });
    }

    /** Takes the connection to end the transaction on it. */
    private Session take() {
        Session used = session;
        if (used == null) {
            throw new IllegalStateException("the transaction has no connection");
        }
        ended = true;
        session = null;
        return used;
    }
}
