package dev.gather.rehearsal;

import dev.gather.time.Clock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A time that passes at once where nothing is left to do before the next timer. Confined to one thread. */
final class VirtualClock implements Clock {
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private long now;
    private long number;

    private record Timer(long at, long number, UniEmitter<? super Void> emitter) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long millis() {
        return now / 1_000_000;
    }

    @Override
    public Uni<Void> after(Duration delay) {
        return Uni.createFrom().emitter(emitter -> {
            Timer timer = new Timer(now + delay.toNanos(), number++, emitter);
            timers.add(timer);
            emitter.onTermination(() -> timers.remove(timer));
        });
    }

    @Override
    public void nextTurn(Runnable work) {
        turns.add(work);
    }

    /**
     * Does what is next: all work of the next turn or, if there is none, the first timer at its time.
     *
     * @return false if there was nothing to do
     */
    boolean step() {
        if (!turns.isEmpty()) {
            turns.remove().run();
            return true;
        }
        Timer next = timers.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at());
        next.emitter().complete(null);
        return true;
    }
}
