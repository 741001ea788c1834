package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on how work ends to one subscriber, and may end before the work does. Confined to one event loop.
 *
 * <p>Every request passes two of these. Each is one object in place of the ten that an emitter takes with its callbacks, its
 * atomic references and a subscription within the subscription.
 */
public abstract class Relay<T> implements UniSubscriber<T>, UniSubscription {
    private final UniSubscriber<? super T> subscriber;
    private @Nullable UniSubscription work;
    private boolean ended;

    /** @param subscriber hears how the work ends */
    protected Relay(UniSubscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    /** Starts a relay for each of its subscribers. */
    public static <T> Uni<T> uni(Consumer<UniSubscriber<? super T>> started) {
        return new Relayed<>(started);
    }

    private static final class Relayed<T> extends AbstractUni<T> {
        private final Consumer<UniSubscriber<? super T>> started;

        Relayed(Consumer<UniSubscriber<? super T>> started) {
            this.started = started;
        }

        @Override
        public void subscribe(UniSubscriber<? super T> subscriber) {
            started.accept(subscriber);
        }
    }

    /** Starts the work, which may end before this returns. */
    protected final void start(Uni<T> task) {
        AbstractUni.subscribe(task, this);
    }

    /** Whether the subscriber knows the end, or has cancelled. */
    protected final boolean hasEnded() {
        return ended;
    }

    /** Fails before the work has ended, which is then stopped; does nothing if it has ended. */
    protected final void cut(Throwable failure) {
        if (!ended) {
            ended = true;
            subscriber.onFailure(failure);
            released();
            stop(running());
        }
    }

    /** Stops work that its subscriber no longer waits for. */
    protected void stop(UniSubscription running) {
        running.cancel();
    }

    /** Lets go of what the relay holds: it has ended, and its subscriber knows how, or has cancelled. */
    protected void released() {}

    /** The failure that the subscriber sees. */
    protected Throwable failure(Throwable thrown) {
        return thrown;
    }

    private UniSubscription running() {
        return Objects.requireNonNull(work, "the work has not been started");
    }

    @Override
    public final void onSubscribe(UniSubscription subscription) {
        work = subscription;
        subscriber.onSubscribe(this);
    }

    @Override
    public final void onItem(@Nullable T item) {
        if (!ended) {
            ended = true;
            subscriber.onItem(item);
            released();
        }
    }

    @Override
    public final void onFailure(Throwable thrown) {
        if (!ended) {
            ended = true;
            subscriber.onFailure(failure(thrown));
            released();
        }
    }

    @Override
    public final void cancel() {
        if (!ended) {
            ended = true;
            released();
            stop(running());
        }
    }
}
