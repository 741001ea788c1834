package dev.gather.sql;

import dev.gather.failure.Failure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.impl.ContextInternal;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a connection of a pool, and gives the connection back. If it is cancelled, it closes the connection, unless the
 * work is left to end. If a pooled connection has died, it takes another one, unless the work may not be repeated; a new
 * connection ends this at the latest.
 */
final class PooledRun<T> {
    /** Work that is left to end must not keep a place in the pool for ever. */
    private static final long LEFT_LIMIT_MILLIS = 5_000;

    private final Work<T> work;
    private final UniEmitter<? super T> emitter;
    private final Borrowing borrowing;
    private @Nullable Session session;
    private boolean ended;
    private long limit = -1;

    private PooledRun(GuardedPool connections, Work<T> work, BooleanSupplier unwanted, UniEmitter<? super T> emitter) {
        this.work = work;
        this.emitter = emitter;
        this.borrowing = new Borrowing(connections, unwanted, this::borrowed);
    }

    /**
     * Runs work once per subscription, on the event loop of the subscriber.
     *
     * @param unwanted whether nothing should be sent any more, although the run is not cancelled yet
     */
    static <T> Uni<T> of(GuardedPool connections, Work<T> work, BooleanSupplier unwanted) {
        return Uni.createFrom().emitter(emitter -> new PooledRun<T>(connections, work, unwanted, emitter).start());
    }

    private void start() {
        emitter.onTermination(this::end);
        borrowing.start();
    }

    private void borrowed(AsyncResult<Session> result) {
        if (result.failed()) {
            fail(result.cause());
            return;
        }
        Session found = result.result();
        session = found;
        work.on(found).onComplete(answer -> answered(found, answer));
    }

    private void answered(Session used, AsyncResult<T> answer) {
        if (session == null) {
            return;
        }
        session = null;
        if (limit >= 0) {
            ContextInternal.current().owner().cancelTimer(limit);
        }
        if (answer.succeeded()) {
            used.giveBack(work.use());
            emitter.complete(answer.result());
            work.ended();
        } else if (!SqlFailures.endsConnection(answer.cause())) {
            used.giveBack(work.use());
            fail(answer.cause());
        } else {
            used.close();
            if (answer.cause() instanceof Failure) {
                work.stopped(used.kill());
            }
            broken(used, answer.cause());
        }
    }

    private void broken(Session used, Throwable thrown) {
        boolean again = used.isReused() && SqlFailures.isDeadConnection(thrown) && work.mayBeRepeated();
        if (again && !ended) {
            borrowing.startNextTurn();
        } else {
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        emitter.fail(thrown);
        work.ended();
    }

    private void end() {
        ended = true;
        borrowing.giveUp();
        if (session != null && work.isLeftToEnd()) {
            Session left = session;
            limit = ContextInternal.current().owner().setTimer(LEFT_LIMIT_MILLIS, passed -> left.close());
        } else if (session != null) {
            session.close();
            work.stopped(session.kill());
            session = null;
        }
    }
}
