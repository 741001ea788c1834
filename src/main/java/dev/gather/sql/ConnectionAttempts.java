package dev.gather.sql;

import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The attempts of one pool that are under way, and how many queries wait for a connection. The pool cannot cancel a wait:
 * its attempts would go on, and hold their places, for queries that nobody waits for any more. Here each query that gives
 * up takes one attempt along, its own where it has one.
 */
final class ConnectionAttempts {
    /** Those whose sockets may still come, too. */
    private final Queue<ConnectionAttempt> known = new ConcurrentLinkedQueue<>();

    private volatile ConnectionAttempt latest;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();

    /** An attempt begins; it is given up in the next turn of the event loop if there are enough for all that wait. */
    void begin(ConnectionAttempt attempt) {
        known.add(attempt);
        latest = attempt;
        if (tooMany()) {
            attempt.failNextTurn();
        }
    }

    /** The attempt that is made on this context. */
    ConnectionAttempt on(ContextInternal context) {
        return known.stream()
                .filter(attempt -> attempt.isOn(context))
                .findFirst()
                .orElseThrow();
    }

    /** The client has ended an attempt, too. */
    void end(ConnectionAttempt attempt) {
        known.remove(attempt);
    }

    /** A query asks for a connection, by running this, and waits for it from now on. */
    Wait wait(Runnable asks) {
        waiting.incrementAndGet();
        ConnectionAttempt before = latest;
        asks.run();
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
        private final ConnectionAttempt own;
        private boolean givenUp;

        private Wait(ConnectionAttempt own) {
            this.own = own;
        }

        /** Nobody needs the connection any more; the pool answers nevertheless. */
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
