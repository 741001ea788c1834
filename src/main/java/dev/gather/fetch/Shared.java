package dev.gather.fetch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Work that is done once for all who ask for it, and given up when the last of them has left. Mutiny's own memoization does
 * not pass cancellation on. It lives on one event loop.
 */
final class Shared<T> {
    private final Uni<T> work;
    private final Set<UniEmitter<? super T>> waiting = new LinkedHashSet<>();
    private Cancellable atWork = () -> {};
    private boolean started;
    private Consumer<UniEmitter<? super T>> result;

    private Shared(Uni<T> work) {
        this.work = work;
    }

    /** The work, which starts with the first subscription. */
    static <T> Uni<T> of(Uni<T> work) {
        Shared<T> shared = new Shared<>(work);
        return Uni.createFrom().emitter(emitter -> shared.join(emitter));
    }

    private void join(UniEmitter<? super T> emitter) {
        if (result != null) {
            result.accept(emitter);
            return;
        }
        waiting.add(emitter);
        emitter.onTermination(() -> leave(emitter));
        if (!started) {
            started = true;
            atWork = work.subscribe()
                    .with(item -> end(waiter -> waiter.complete(item)), thrown -> end(waiter -> waiter.fail(thrown)));
        }
    }

    private void leave(UniEmitter<? super T> emitter) {
        if (waiting.remove(emitter) && waiting.isEmpty() && result == null) {
            atWork.cancel();
        }
    }

    private void end(Consumer<UniEmitter<? super T>> known) {
        result = known;
        List.copyOf(waiting).forEach(known);
    }
}
