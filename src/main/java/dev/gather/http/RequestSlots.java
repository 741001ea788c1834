package dev.gather.http;

import io.vertx.core.Context;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Limits how many requests one event loop has under way to one upstream: one per connection, or per stream over HTTP/2.
 * First come, first served.
 *
 * <p>Vert.x' pool has a queue of its own, but it hands a connection on during the very read that freed it, and the rest of
 * that read then goes to the next request. So requests wait here instead. A slot is freed in a later turn of the event
 * loop: by then the read is complete, and a connection that must not be used again has left the pool.
 */
final class RequestSlots {
    private final Context eventLoop;
    private final IntSupplier limit;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int taken;
    private int released;

    /** @param limit the number of slots, which may change over time */
    RequestSlots(Context eventLoop, IntSupplier limit) {
        this.eventLoop = eventLoop;
        this.limit = limit;
    }

    /** Runs the work as soon as there is a slot for it, which may be at once. The work releases the slot when it ends. */
    void acquire(Runnable work) {
        if (taken < limit.getAsInt()) {
            taken++;
            work.run();
        } else {
            waiting.add(work);
        }
    }

    /** Removes work that is still waiting. */
    void withdraw(Runnable work) {
        waiting.remove(work);
    }

    /** Frees a slot in a later turn of the event loop: one turn for all that are released in this one. */
    void release() {
        released++;
        if (released == 1) {
            eventLoop.runOnContext(ignored -> free());
        }
    }

    private void free() {
        taken -= released;
        released = 0;
        next();
    }

    private void next() {
        while (!waiting.isEmpty() && taken < limit.getAsInt()) {
            Iterator<Runnable> first = waiting.iterator();
            Runnable work = first.next();
            first.remove();
            taken++;
            work.run();
        }
    }
}
