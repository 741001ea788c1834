package dev.gather.sql;

import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connection attempts of one pool that are under way, and the number of queries that wait for a connection. The pool
 * cannot cancel a wait, so its attempts would go on, and keep their places, for cancelled queries. Here each query that
 * gives up also ends one attempt: its own if it started one, otherwise any that is not needed.
 */
public final class ConnectionAttempts {
    /** Includes attempts that have ended, as long as their sockets may still open. */
    private final Queue<ConnectionAttempt> known = new ConcurrentLinkedQueue<>();

    private volatile @Nullable ConnectionAttempt latest;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();

    /** Adds an attempt. It is given up in the next turn of the event loop if there are more than queries that wait. */
    public void begin(ConnectionAttempt attempt) {
        known.add(attempt);
        latest = attempt;
        if (tooMany()) {
            attempt.failNextTurn();
        }
    }

    /** The attempt with this context. */
    public ConnectionAttempt on(ContextInternal context) {
        return known.stream()
                .filter(attempt -> attempt.isOn(context))
                .findFirst()
                .orElseThrow();
    }

    /** Removes an attempt when the client has ended it, too. */
    public void end(ConnectionAttempt attempt) {
        known.remove(attempt);
    }

    /**
     * Begins a query's wait for a connection.
     *
     * @param request asks the pool for the connection
     */
    Wait wait(Runnable request) {
        waiting.incrementAndGet();
        ConnectionAttempt before = latest;
        request.run();
        ConnectionAttempt after = latest;
        return new Wait(after == before ? null : after);
    }

    private boolean tooMany() {
        return gone.get() > 0 && running().count() > waiting.get();
    }

    private Stream<ConnectionAttempt> running() {
        return known.stream().filter(ConnectionAttempt::isRunning);
    }

    /** One query's wait for a connection. */
    final class Wait {
        private final @Nullable ConnectionAttempt own;
        private boolean givenUp;

        private Wait(@Nullable ConnectionAttempt own) {
            this.own = own;
        }

        /** The query no longer needs the connection. The pool still answers, see {@link #end}. */
        void giveUp() {
            givenUp = true;
            waiting.decrementAndGet();
            gone.incrementAndGet();
            if (own != null && own.isRunning()) {
                own.fail(ConnectionAttempt.GIVEN_UP);
            } else if (tooMany()) {
                running().findFirst().ifPresent(useless -> useless.fail(ConnectionAttempt.GIVEN_UP));
            }
        }

        /** The pool has answered. */
        void end() {
            (givenUp ? gone : waiting).decrementAndGet();
        }
    }
}
