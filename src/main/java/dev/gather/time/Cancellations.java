package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Defers the cancellation of an execution's requests, so that it does not delay the answer: they are cancelled one per turn
 * of the event loop and, after the deadline, only once the answer has been made. On a fraction of a processor, closing a
 * hundred connections takes longer than is left for the answer. Confined to one event loop.
 */
public final class Cancellations {
    private final Clock clock;
    private final Deque<Cancellable> waiting = new ArrayDeque<>();
    private boolean held;
    private boolean scheduled;

    Cancellations(Clock clock) {
        this.clock = clock;
    }

    /**
     * The request, with its cancellation deferred.
     *
     * @param abandoned called at once when the request is cancelled
     */
    public <T> Uni<T> deferred(Uni<T> request, Runnable abandoned) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicBoolean ended = new AtomicBoolean();
            Cancellable inFlight = request.onTermination()
                    .invoke(() -> ended.set(true))
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                if (!ended.get()) {
                    abandoned.run();
                    add(inFlight);
                }
            });
        });
    }

    private void add(Cancellable request) {
        waiting.add(request);
        schedule();
    }

    /** Cancels nothing more until {@link #release()}. */
    void hold() {
        held = true;
    }

    /** Resumes cancelling: the answer has been made. */
    void release() {
        held = false;
        schedule();
    }

    private void schedule() {
        if (!held && !scheduled && !waiting.isEmpty()) {
            scheduled = true;
            clock.nextTurn(this::cancelOne);
        }
    }

    private void cancelOne() {
        scheduled = false;
        if (!held) {
            try {
                waiting.remove().cancel();
            } finally {
                schedule();
            }
        }
    }
}
