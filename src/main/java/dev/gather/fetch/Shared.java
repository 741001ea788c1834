package dev.gather.fetch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work that runs once for all its subscribers, and is cancelled when the last of them cancels; the next one then starts it
 * again. Mutiny's own memoization does not pass cancellation on. Confined to one event loop. Small until it starts, since
 * there may be tens of thousands that wait for their turn.
 */
final class Shared<T> {
    private final Supplier<Uni<T>> work;
    private List<UniEmitter<? super T>> waiting = List.of();
    private Optional<Cancellable> running = Optional.empty();
    private Optional<Consumer<UniEmitter<? super T>>> result = Optional.empty();

    private Shared(Supplier<Uni<T>> work) {
        this.work = work;
    }

    /** @param work makes the work, at the first subscription */
    static <T> Uni<T> of(Supplier<Uni<T>> work) {
        Shared<T> shared = new Shared<>(work);
        return Uni.createFrom().emitter(emitter -> shared.join(emitter));
    }

    private void join(UniEmitter<? super T> emitter) {
        if (result.isPresent()) {
            result.get().accept(emitter);
            return;
        }
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(emitter);
        emitter.onTermination(() -> leave(emitter));
        if (waiting.size() == 1) {
            Cancellable started = work.get()
                    .subscribe()
                    .with(item -> end(waiter -> waiter.complete(item)), thrown -> end(waiter -> waiter.fail(thrown)));
            running = Optional.of(started);
        }
    }

    private void leave(UniEmitter<? super T> emitter) {
        if (waiting.remove(emitter) && waiting.isEmpty() && result.isEmpty()) {
            running.ifPresent(Cancellable::cancel);
        }
    }

    private void end(Consumer<UniEmitter<? super T>> ending) {
        result = Optional.of(ending);
        List.copyOf(waiting).forEach(ending);
    }
}
