package dev.gather.time;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The application's time under test: the real one, which a test can put forward. It counts the timers that wait. */
@Mock
@Singleton
public class SteerableClock extends VertxClock {
    private final Vertx vertx;
    private final AtomicLong forward = new AtomicLong();
    private final Set<Timer> timers = ConcurrentHashMap.newKeySet();

    private record Timer(Object identity, long at, Context context, UniEmitter<? super Void> emitter) {}

    SteerableClock(Vertx vertx) {
        super(vertx);
        this.vertx = vertx;
    }

    @Override
    public long nanos() {
        return super.nanos() + forward.get();
    }

    @Override
    public Uni<Void> after(Duration delay) {
        return Uni.createFrom().emitter(emitter -> {
            Timer timer = new Timer(new Object(), nanos() + delay.toNanos(), vertx.getOrCreateContext(), emitter);
            timers.add(timer);
            var waiting = super.after(delay).subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                timers.remove(timer);
                waiting.cancel();
            });
        });
    }

    @Override
    public Cancellable timer(Duration delay, Runnable work) {
        return after(delay).subscribe().with(passed -> work.run());
    }

    /** Puts the time forward; timers whose moment has come then fire, each on its event loop. */
    public void advance(Duration time) {
        long now = super.nanos() + forward.addAndGet(time.toNanos());
        timers.stream().filter(timer -> timer.at() <= now).forEach(timer -> timer.context()
                .runOnContext(ignored -> timer.emitter().complete(null)));
    }

    /** How many timers wait. */
    public int pending() {
        return timers.size();
    }
}
