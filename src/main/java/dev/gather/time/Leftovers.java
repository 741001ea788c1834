package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What an execution needs no longer. It is cancelled after what somebody waits for: in later turns of the event loop, one
 * after the other, and from the deadline on only once the answer is there. Closing a hundred connections takes longer
 * than the answer may on a slice of a processor.
 */
public final class Leftovers {
    private final Clock clock;
    private final Deque<Cancellable> left = new ArrayDeque<>();
    private boolean held;
    private boolean scheduled;

    Leftovers(Clock clock) {
        this.clock = clock;
    }

    /**
     * The work, whose cancellation waits here for its turn.
     *
     * @param abandoned called at once where nobody waits for the work any more
     */
    public <T> Uni<T> after(Uni<T> work, Runnable abandoned) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicBoolean ended = new AtomicBoolean();
            Cancellable atWork = work.onTermination()
                    .invoke(() -> ended.set(true))
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                if (!ended.get()) {
                    abandoned.run();
                    add(atWork);
                }
            });
        });
    }

    private void add(Cancellable work) {
        left.add(work);
        schedule();
    }

    /** Nothing is cancelled any more until the answer is there. */
    void hold() {
        held = true;
    }

    /** The answer is there. */
    void release() {
        held = false;
        schedule();
    }

    private void schedule() {
        if (!held && !scheduled && !left.isEmpty()) {
            scheduled = true;
            clock.nextTurn(this::cancelOne);
        }
    }

    private void cancelOne() {
        scheduled = false;
        if (!held) {
            try {
                left.remove().cancel();
            } finally {
                schedule();
            }
        }
    }
}
