package dev.gather.http;

import io.vertx.core.Context;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The places for requests that may be on their way to one upstream at once, from one event loop: one for each connection,
 * or for each stream over HTTP/2. First come, first served.
 *
 * <p>Vert.x' pool has a queue of its own, which lends a connection within the very read that freed it: what else that
 * read brought then goes to the next request. So nobody waits there. Here a place is freed in a later turn of the event
 * loop, when what had come by then has been read and a connection that is not fit any more has left the pool.
 */
final class Places {
    private final Context eventLoop;
    private final IntSupplier most;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int taken;

    /** @param most how many there are, by now */
    Places(Context eventLoop, IntSupplier most) {
        this.eventLoop = eventLoop;
        this.most = most;
    }

    /** Runs the work as soon as it has a place, which may be at once. The work frees the place when it has ended. */
    void take(Runnable work) {
        if (taken < most.getAsInt()) {
            taken++;
            work.run();
        } else {
            waiting.add(work);
        }
    }

    /** Takes back a work that still waits. */
    void withdraw(Runnable work) {
        waiting.remove(work);
    }

    /** Frees a place in the next turn of the event loop. */
    void free() {
        eventLoop.runOnContext(ignored -> {
            taken--;
            next();
        });
    }

    private void next() {
        while (!waiting.isEmpty() && taken < most.getAsInt()) {
            Iterator<Runnable> first = waiting.iterator();
            Runnable work = first.next();
            first.remove();
            taken++;
            work.run();
        }
    }
}
