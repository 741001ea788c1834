package dev.gather.sql;

import dev.gather.failure.Failure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one execution that share a connection and a transaction: each has its turn, in the order in which they came. The
 * first one borrows the connection and begins the transaction, in the same flight. Confined to the execution's event loop.
 */
abstract class Turns<T> {
    private final Borrowing borrowing;
    private final List<String> opening;
    private final Deque<Turn<T>> waiting = new ArrayDeque<>();
    private @Nullable Turn<T> running;
    /** The connection, from when it is borrowed until it is closed, or the transaction ends. */
    private @Nullable Session session;

    /** Whether a connection is on its way. */
    private boolean asked;

    private boolean answered;

    private record Turn<T>(Work<T> work, UniEmitter<? super T> emitter) {}

    /**
     * @param connections the pool of the connection
     * @param opening the statements that begin the transaction
     */
    Turns(GuardedPool connections, List<String> opening) {
        this.borrowing = new Borrowing(connections, () -> false, this::borrowed);
        this.opening = opening;
    }

    /** Runs a statement in its turn, once per subscription. */
    final Uni<T> run(Work<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Turn<T> turn = new Turn<>(work, emitter);
            emitter.onTermination(() -> left(turn));
            waiting.add(turn);
            next();
        });
    }

    /** Why a statement whose turn it is must not be sent; null if it may. */
    abstract @Nullable Failure refusal(Work<T> work);

    /** Why the answer to a statement does not count; null if it does. */
    @Nullable
    Failure rejection(Session used) {
        return null;
    }

    /** A statement has failed. Its connection is closed by now, if that was not to be used any more. */
    abstract void failed(Throwable thrown);

    /** Nobody waits any more for a statement that has not had its turn. */
    abstract void leftBefore();

    /** Nobody waits any more for the statement whose turn it is. */
    abstract void leftWithin();

    private void next() {
        while (running == null && !waiting.isEmpty()) {
            Turn<T> turn = waiting.remove();
            Failure refusal = refusal(turn.work());
            if (refusal == null) {
                running = turn;
                start(turn);
            } else {
                turn.emitter().fail(refusal);
            }
        }
    }

    private void start(Turn<T> turn) {
        Session begun = session;
        if (begun == null && !asked) {
            asked = true;
            borrowing.start();
        } else if (begun != null) {
            turn.work().on(begun).onComplete(answer -> answered(turn, begun, answer));
        }
    }

    /** Not called once the wait for the connection is given up. The statement that asked for it may have been skipped. */
    private void borrowed(AsyncResult<Session> result) {
        asked = false;
        Turn<T> turn = running;
        if (result.succeeded()) {
            session = result.result();
            session.begin(opening);
        }
        if (turn != null && result.succeeded()) {
            start(turn);
        } else if (turn != null) {
            fail(turn, result.cause());
        }
    }

    private void answered(Turn<T> turn, Session used, AsyncResult<T> answer) {
        if (!turn.equals(running)) {
            return;
        }
        if (answer.failed() && isStale(turn, used, answer.cause())) {
            close();
            asked = true;
            borrowing.startNextTurn();
            return;
        }
        Failure rejection = answer.succeeded() ? rejection(used) : null;
        if (answer.failed() || rejection != null) {
            Throwable cause = rejection == null ? answer.cause() : rejection;
            if (SqlFailures.endsConnection(cause)) {
                close();
            }
            if (cause instanceof Failure) {
                turn.work().stopped(used.kill());
            }
            fail(turn, cause);
            return;
        }
        answered = true;
        running = null;
        turn.emitter().complete(answer.result());
        next();
    }

    /** Whether the connection had died in the pool, so that the transaction begins on another one. */
    private boolean isStale(Turn<T> turn, Session used, Throwable thrown) {
        return !answered
                && used.isReused()
                && SqlFailures.isDeadConnection(thrown)
                && turn.work().mayBeRepeated();
    }

    private void fail(Turn<T> turn, Throwable thrown) {
        running = null;
        failed(thrown);
        turn.emitter().fail(thrown);
        next();
    }

    /** A statement has ended, or nobody waits for it any more. */
    private void left(Turn<T> turn) {
        if (waiting.remove(turn)) {
            leftBefore();
        } else if (turn.equals(running)) {
            leftWithin();
        }
    }

    /** Lets the next statement have the turn of one that waits for the connection. */
    final void skip() {
        running = null;
        next();
    }

    /** Ends what is under way; the database then rolls back. */
    final void abort() {
        running = null;
        borrowing.giveUp();
        Session used = session;
        if (used != null) {
            Optional<Kill> kill = used.kill();
            close();
            stopped(kill);
        }
        next();
    }

    /** The connection was closed while it may have been at work. */
    abstract void stopped(Optional<Kill> kill);

    /** The connection; null if there is none, or none any more. */
    final @Nullable Session session() {
        return session;
    }

    /** Whether it is some statement's turn. */
    final boolean isAtWork() {
        return running != null;
    }

    /** Whether a statement was answered in the transaction. */
    final boolean hasAnswered() {
        return answered;
    }

    /** Takes the connection to end the transaction on it. */
    final Session take() {
        Session used = session;
        if (used == null) {
            throw new IllegalStateException("the transaction has no connection");
        }
        session = null;
        return used;
    }

    private void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
