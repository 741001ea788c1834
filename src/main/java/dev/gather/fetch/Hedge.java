package dev.gather.fetch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.BooleanSupplier;

/**
 * A request that gets a second one beside it when it is late. The first success wins, and what is still at work is
 * cancelled. A failure counts when nothing else is at work: before the second request has been sent it is the answer.
 */
final class Hedge<T> {
    private final Uni<T> request;
    private final BooleanSupplier allowed;
    private final UniEmitter<? super T> emitter;
    private Cancellable second = () -> {};
    private int working;

    private Hedge(Uni<T> request, BooleanSupplier allowed, UniEmitter<? super T> emitter) {
        this.request = request;
        this.allowed = allowed;
        this.emitter = emitter;
    }

    /**
     * The request with its hedge.
     *
     * @param request sends once for each subscription
     * @param late completes when the first has not been answered for too long
     * @param allowed whether a second may be sent; asked when it is to be sent
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
        working++;
        return request.subscribe().with(emitter::complete, this::failed);
    }

    private void failed(Throwable thrown) {
        working--;
        if (working == 0) {
            emitter.fail(thrown);
        }
    }
}
