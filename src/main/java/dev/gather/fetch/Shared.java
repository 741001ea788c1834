package dev.gather.fetch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs once for all its subscribers, and is cancelled when the last of them cancels; the next one then starts it
 * again. Mutiny's own memoization does
 * not pass cancellation on. Confined to one event loop.
 */
final class Shared<T> {
    private final Uni<T> work;
    private final Set<UniEmitter<? super T>> waiting = new LinkedHashSet<>();
    private Cancellable running = () -> {};
    private boolean started;
    private @Nullable Consumer<UniEmitter<? super T>> result;

    private Shared(Uni<T> work) {
        this.work = work;
    }

    /** The work, started by the first subscription. */
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
            running = work.subscribe()
                    .with(item -> end(waiter -> waiter.complete(item)), thrown -> end(waiter -> waiter.fail(thrown)));
        }
    }

    private void leave(UniEmitter<? super T> emitter) {
        if (waiting.remove(emitter) && waiting.isEmpty() && result == null) {
            started = false;
            running.cancel();
        }
    }

    private void end(Consumer<UniEmitter<? super T>> ending) {
        result = ending;
        List.copyOf(waiting).forEach(ending);
    }
}
