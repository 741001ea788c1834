package dev.gather.execution;

import dev.gather.execution.Element.Fetch;
import dev.gather.failure.FunctionLost;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one source, of which so many at a time are in flight. Completes when all have ended, and fails with what
 * the first failure throws that has no replacement; the others are then cancelled. Confined to one event loop.
 *
 * <p>It stands in for Mutiny's {@code merge}: with what else the engine saves, an element takes half of the memory.
 */
final class Fetches {
    private final List<Fetch> all;
    private final int atOnce;
    private final SourceRun run;
    private final UniEmitter<? super Boolean> emitter;
    private final @Nullable Cancellable[] started;
    private int next;
    private int inFlight;
    private boolean starting;
    private boolean ended;

    private Fetches(List<Fetch> all, int atOnce, SourceRun run, UniEmitter<? super Boolean> emitter) {
        this.all = all;
        this.atOnce = atOnce;
        this.run = run;
        this.emitter = emitter;
        this.started = new Cancellable[all.size()];
    }

    /**
     * The requests; completes when all have ended.
     *
     * @param all the requests, each with its elements
     * @param atOnce the most requests in flight at once
     * @param run settles the elements
     */
    static Uni<Boolean> of(List<Fetch> all, int atOnce, SourceRun run) {
        return Uni.createFrom().emitter(emitter -> new Fetches(all, atOnce, run, emitter).start());
    }

    private void start() {
        run.progress().planned(all.size(), atOnce);
        startNext();
        emitter.onTermination(this::end);
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
            Fetch fetch = all.get(index);
            started[index] = fetch.answer()
                    .subscribe()
                    .with(
                            fetched -> settle(() -> run.answered(fetched, fetch.elements())),
                            thrown -> failed(thrown, fetch.elements()));
        }
        starting = false;
        if (inFlight == 0 && next == all.size()) {
            emitter.complete(true);
        }
    }

    private void failed(Throwable thrown, List<Element> elements) {
        if (FunctionLost.isFatal(thrown)) {
            stop(thrown);
        } else {
            settle(() -> run.failed(thrown, elements));
        }
    }

    /** Catches everything: what a subscriber throws is dropped, and the source would never end. */
    private void settle(Runnable reply) {
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
        ended = true;
        emitter.fail(thrown);
    }

    private void end() {
        ended = true;
        if (inFlight == 0) {
            return;
        }
        run.progress().cancelled();
        for (Cancellable fetch : started) {
            if (fetch != null) {
                fetch.cancel();
            }
        }
    }
}
