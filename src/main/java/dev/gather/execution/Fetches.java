package dev.gather.execution;

import dev.gather.execution.Element.Fetch;
import dev.gather.failure.FunctionLost;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one source, of which so many at a time are in flight. Tells the run when all have ended, or what the first
 * failure throws that has no replacement; the others are then cancelled. Confined to one event loop.
 *
 * <p>It stands in for Mutiny's {@code merge}: with what else the engine saves, an element takes half of the memory.
 */
final class Fetches {
    private final List<Fetch> all;
    private final int atOnce;
    private final SourceRun run;
    private final @Nullable InFlight[] started;
    private int next;
    private int inFlight;
    private boolean starting;
    private boolean ended;

    /**
     * @param all the requests, each with its elements
     * @param atOnce the most requests in flight at once
     * @param run settles the elements
     */
    Fetches(List<Fetch> all, int atOnce, SourceRun run) {
        this.all = all;
        this.atOnce = atOnce;
        this.run = run;
        this.started = new InFlight[all.size()];
    }

    /** Starts them; they may all end before this returns. */
    void start() {
        run.progress().planned(all.size(), atOnce);
        startNext();
    }

    /** Starts as many as may be in flight. Those that end at once do not call each other. */
    private void startNext() {
        if (starting) {
            return;
        }
        starting = true;
        while (!ended && inFlight < atOnce && next < all.size()) {
            int index = next++;
            inFlight++;
            InFlight fetch = new InFlight(all.get(index).elements());
            started[index] = fetch;
            AbstractUni.subscribe(all.get(index).answer(), fetch);
        }
        starting = false;
        if (!ended && inFlight == 0 && next == all.size()) {
            ended = true;
            run.allAnswered();
        }
    }

    /**
     * A request that was sent, and waits for its answer. It then lets go of all that carried it: what a thousand requests hold
     * until the last is answered would be copied by each collection.
     */
    private final class InFlight implements UniSubscriber<Fetched> {
        private final List<Element> elements;
        private @Nullable UniSubscription subscription;

        InFlight(List<Element> elements) {
            this.elements = elements;
        }

        @Override
        public void onSubscribe(UniSubscription own) {
            subscription = own;
        }

        @Override
        public void onItem(Fetched fetched) {
            subscription = null;
            settle(() -> run.answered(fetched, elements));
        }

        @Override
        public void onFailure(Throwable thrown) {
            subscription = null;
            if (FunctionLost.isFatal(thrown)) {
                stop(thrown);
            } else {
                settle(() -> run.failed(thrown, elements));
            }
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    /** Catches everything: what a subscriber throws is dropped, and the source would never end. */
    private void settle(Runnable reply) {
        if (ended) {
            return;
        }
        inFlight--;
        run.progress().answered();
        try {
            reply.run();
        } catch (Throwable thrown) {
            stop(thrown);
            return;
        }
        startNext();
    }

    private void stop(Throwable thrown) {
        if (!ended) {
            ended = true;
            run.stopped(thrown);
            cancelInFlight();
        }
    }

    /** Cancels those that are in flight, and starts no others. */
    void cancel() {
        if (!ended) {
            ended = true;
            cancelInFlight();
        }
    }

    private void cancelInFlight() {
        if (inFlight == 0) {
            return;
        }
        run.progress().cancelled();
        for (InFlight fetch : started) {
            if (fetch != null) {
                fetch.cancel();
            }
        }
    }
}
