package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A time that stands still until the test moves it. */
public final class ManualClock implements Clock {
    private final List<Timer> timers = new ArrayList<>();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private boolean turning = true;
    private long now;
    private long tick;
    private long set;

    private record Timer(long at, UniEmitter<? super Void> emitter) {}

    @Override
    public long nanos() {
        now += tick;
        return now;
    }

    /** The time since 1970 is that of {@link #nanos}, unless it is set. */
    @Override
    public long millis() {
        return now / 1_000_000 + set;
    }

    /** Sets the clock on the wall, and nothing else: ahead, or back. */
    public void set(Duration ahead) {
        set += ahead.toMillis();
    }

    /** From now on each look at the clock takes that long. */
    public void tick(Duration each) {
        tick = each.toNanos();
    }

    @Override
    public Uni<Void> after(Duration delay) {
        return Uni.createFrom().emitter(emitter -> {
            Timer timer = new Timer(now + delay.toNanos(), emitter);
            timers.add(timer);
            emitter.onTermination(() -> timers.remove(timer));
        });
    }

    @Override
    public void nextTurn(Runnable work) {
        turns.add(work);
        if (turning) {
            turn();
        }
    }

    /** From now on, the next turns come when the test says so. */
    void stopTurning() {
        turning = false;
    }

    /** Does what waits for the next turns, each in its own. */
    void turn() {
        for (Runnable work = turns.poll(); work != null; work = turns.poll()) {
            work.run();
        }
    }

    /** Lets that much time pass; timers fire one after the other, each at its moment. */
    public void advance(long millis) {
        long until = now + millis * 1_000_000;
        for (Optional<Timer> next = next(until); next.isPresent(); next = next(until)) {
            now = Math.max(now, next.get().at());
            next.get().emitter().complete(null);
        }
        now = until;
    }

    /** How many timers wait. */
    public int pending() {
        return timers.size();
    }

    private Optional<Timer> next(long until) {
        return timers.stream().filter(timer -> timer.at() <= until).min(Comparator.comparingLong(Timer::at));
    }
}
