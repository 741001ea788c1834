package dev.gather.source;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writes of an execution that were sent and are not answered yet. A write that was sent cannot be taken back, so an
 * execution that has failed still waits for these, and sends no others. Confined to the execution's event loop.
 */
public final class SentWrites {
    private final @Nullable SentWrites outer;
    private List<UniEmitter<? super Void>> waiting = List.of();
    private int unanswered;
    private boolean closed;

    private SentWrites(@Nullable SentWrites outer) {
        this.outer = outer;
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
        return unanswered == 0;
    }

    /**
     * Lets no further write be sent, and completes as soon as none is unanswered: at the deadline at the latest, since each
     * write's time ends there.
     */
    public Uni<Void> settled() {
        return Uni.createFrom().emitter(emitter -> {
            closed = true;
            waiting = new ArrayList<>(waiting);
            waiting.add(emitter);
            notifyIfEmpty();
        });
    }

    /** Whether a write may still be sent. */
    boolean isOpen() {
        return !closed && (outer == null || outer.isOpen());
    }

    void sent() {
        unanswered++;
        if (outer != null) {
            outer.sent();
        }
    }

    void ended() {
        unanswered--;
        if (outer != null) {
            outer.ended();
        }
        notifyIfEmpty();
    }

    private void notifyIfEmpty() {
        if (unanswered == 0) {
            List<UniEmitter<? super Void>> settled = waiting;
            waiting = List.of();
            settled.forEach(emitter -> emitter.complete(null));
        }
    }
}
