package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/**
 * Defers the cancellation of an execution's requests, so that it does not delay the answer: they are cancelled one per turn
 * of the event loop and, after the deadline, only once the answer has been made. On a fraction of a processor, closing a
 * hundred connections takes longer than is left for the answer. Confined to one event loop.
 */
public final class Cancellations {
    private final Clock clock;
    /** Hardly any execution has one. */
    private final Deque<Cancellable> waiting = new ArrayDeque<>(0);

    private boolean held;
    private boolean scheduled;

    Cancellations(Clock clock) {
        this.clock = clock;
    }

    /**
     * The request, with its cancellation deferred.
     *
     * @param abandoned called at once when the request is cancelled
     * @param failed makes the failure that is passed on of the request's own
     */
    public <T> Uni<T> deferred(Uni<T> request, Runnable abandoned, UnaryOperator<Throwable> failed) {
        return Relay.uni(subscriber -> new Deferred<T>(subscriber, abandoned, failed).start(request));
    }

    /** A request that is cancelled later than its subscriber wants. */
    private final class Deferred<T> extends Relay<T> {
        private final Runnable abandoned;
        private final UnaryOperator<Throwable> failed;

        Deferred(UniSubscriber<? super T> subscriber, Runnable abandoned, UnaryOperator<Throwable> failed) {
            super(subscriber);
            this.abandoned = abandoned;
            this.failed = failed;
        }

        @Override
        protected void stop(UniSubscription running) {
            abandoned.run();
            add(running);
        }

        @Override
        protected Throwable failure(Throwable thrown) {
            return failed.apply(thrown);
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
