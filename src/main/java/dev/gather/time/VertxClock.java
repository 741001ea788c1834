package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Vert.x's timers. They fire on the event loop on which they were set, and never early. */
@ApplicationScoped
public class VertxClock implements Clock {
    private final Vertx vertx;

    public VertxClock(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Uni<Void> after(Duration delay) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable timer = set(delay, () -> emitter.complete(null));
            emitter.onTermination(timer::cancel);
        });
    }

    @Override
    public Cancellable timer(Duration delay, Runnable work) {
        return set(delay, work);
    }

    private Cancellable set(Duration delay, Runnable work) {
        long millis = Math.max(1, delay.plusNanos(999_999).toMillis());
        long timer = vertx.setTimer(millis, fired -> work.run());
        return () -> vertx.cancelTimer(timer);
    }

    @Override
    public void nextTurn(Runnable work) {
        vertx.getOrCreateContext().runOnContext(ignored -> work.run());
    }
}
