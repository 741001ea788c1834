package dev.gather.source;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writes of an execution that were sent and are not answered yet. A write that was sent cannot be taken back, so an
 * execution that has failed still waits for these, and sends no others. A write is sent on the event loop of its connection, which may be
 * another than that of its execution: whether it may be, and that it is, are one step.
 */
public final class SentWrites {
    private final @Nullable SentWrites outer;

    /** The writes of the execution, whose lock all of its parts have. */
    private final SentWrites all;

    private List<UniEmitter<? super Void>> waiting = List.of();
    private int unanswered;
    private boolean closed;

    private SentWrites(@Nullable SentWrites outer) {
        this.outer = outer;
        this.all = outer == null ? this : outer.all;
    }

    /** The writes of an execution. */
    static SentWrites ofExecution() {
        return new SentWrites(null);
    }

    /** A part of these writes. */
    SentWrites part() {
        return new SentWrites(this);
    }

    /** Whether no write is unanswered. */
    public boolean isEmpty() {
        synchronized (all) {
            return unanswered == 0;
        }
    }

    /**
     * Lets no further write be sent, and completes as soon as none is unanswered: at the deadline at the latest, since each
     * write's time ends there.
     */
    public Uni<Void> settled() {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (all) {
                closed = true;
                waiting = new ArrayList<>(waiting);
                waiting.add(emitter);
            }
            notifyIfEmpty();
        });
    }

    /** Whether a write may still be sent. */
    boolean isOpen() {
        synchronized (all) {
            return !closed && (outer == null || outer.isOpen());
        }
    }

    /** Counts a write that is sent now; false if none may be sent any more. */
    boolean begin() {
        synchronized (all) {
            boolean open = isOpen();
            if (open) {
                count(1);
            }
            return open;
        }
    }

    private void count(int more) {
        unanswered += more;
        if (outer != null) {
            outer.count(more);
        }
    }

    void ended() {
        synchronized (all) {
            count(-1);
        }
        for (SentWrites one = this; one != null; one = one.outer) {
            one.notifyIfEmpty();
        }
    }

    private void notifyIfEmpty() {
        List<UniEmitter<? super Void>> settled = List.of();
        synchronized (all) {
            if (unanswered == 0) {
                settled = waiting;
                waiting = List.of();
            }
        }
        settled.forEach(emitter -> emitter.complete(null));
    }
}
