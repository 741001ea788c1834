package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;

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
        return Uni.createFrom().emitter(emitter -> new Deferred<T>(emitter).start(request, abandoned));
    }

    /** A request that is cancelled later than its subscriber wants. */
    private final class Deferred<T> {
        private final UniEmitter<? super T> emitter;
        private boolean ended;

        Deferred(UniEmitter<? super T> emitter) {
            this.emitter = emitter;
        }

        void start(Uni<T> request, Runnable abandoned) {
            Cancellable inFlight = request.subscribe().with(this::complete, this::fail);
            if (ended) {
                return;
            }
            emitter.onTermination(() -> {
                if (!ended) {
                    abandoned.run();
                    add(inFlight);
                }
            });
        }

        private void complete(T item) {
            ended = true;
            emitter.complete(item);
        }

        private void fail(Throwable thrown) {
            ended = true;
            emitter.fail(thrown);
        }
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
