package dev.gather.source;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The writes of an execution that were sent and are not answered yet. A write that was sent cannot be taken back, so an
 * execution that has failed still waits for these, and sends no others. Confined to the execution's event loop.
 */
public final class SentWrites {
    private final Optional<SentWrites> outer;
    private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();
    private int unanswered;
    private boolean closed;

    private SentWrites(Optional<SentWrites> outer) {
        this.outer = outer;
    }

    /** The writes of an execution. */
    static SentWrites ofExecution() {
        return new SentWrites(Optional.empty());
    }

    /** A part of these writes. */
    SentWrites part() {
        return new SentWrites(Optional.of(this));
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
            waiting.add(emitter);
            notifyIfEmpty();
        });
    }

    /** Whether a write may still be sent. */
    boolean isOpen() {
        return !closed && outer.map(SentWrites::isOpen).orElse(true);
    }

    void sent() {
        unanswered++;
        outer.ifPresent(SentWrites::sent);
    }

    void ended() {
        unanswered--;
        outer.ifPresent(SentWrites::ended);
        notifyIfEmpty();
    }

    private void notifyIfEmpty() {
        if (unanswered == 0) {
            List.copyOf(waiting).forEach(emitter -> emitter.complete(null));
            waiting.clear();
        }
    }
}
