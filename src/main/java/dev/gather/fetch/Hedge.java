package dev.gather.fetch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.BooleanSupplier;

/**
 * A request that is sent a second time when its answer is late. The first success wins, and the other request is
 * cancelled. A failure is the result only when no other request is in flight; so it is before the second one is sent.
 */
final class Hedge<T> {
    private final Uni<T> request;
    private final BooleanSupplier allowed;
    private final UniEmitter<? super T> emitter;
    private Cancellable second = () -> {};
    private int inFlight;

    private Hedge(Uni<T> request, BooleanSupplier allowed, UniEmitter<? super T> emitter) {
        this.request = request;
        this.allowed = allowed;
        this.emitter = emitter;
    }

    /**
     * The request with its hedge.
     *
     * @param request sends one request per subscription
     * @param late completes when it is time for the second request
     * @param allowed whether a second request may be sent; called once {@code late} completes
     */
    static <T> Uni<T> of(Uni<T> request, Uni<Void> late, BooleanSupplier allowed) {
        return Uni.createFrom().emitter(emitter -> new Hedge<T>(request, allowed, emitter).start(late));
    }

    private void start(Uni<Void> late) {
        Cancellable timer = late.subscribe().with(passed -> hedge());
        Cancellable first = send();
        emitter.onTermination(() -> {
            timer.cancel();
            first.cancel();
            second.cancel();
        });
    }

    private void hedge() {
        if (allowed.getAsBoolean()) {
            second = send();
        }
    }

    private Cancellable send() {
        inFlight++;
        return request.subscribe().with(emitter::complete, this::failed);
    }

    private void failed(Throwable thrown) {
        inFlight--;
        if (inFlight == 0) {
            emitter.fail(thrown);
        }
    }
}
