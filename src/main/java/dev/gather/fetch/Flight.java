package dev.gather.fetch;

import dev.gather.cache.KeptAnswer;
import dev.gather.cache.KeptValue;
import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.time.Clock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, for all executions that wait for the same answer, on whatever event loops they are. It is sent on that of the first,
 * and goes on if that one no longer waits; it is cancelled when nobody does.
 */
final class Flight {
    /** Who waits; null once it has ended. */
    private final AtomicReference<@Nullable List<Seat>> seats;

    private final Seat first;
    private final Request request;
    private @Nullable Cancellable running;
    private Cancellable end = () -> {};
    private boolean cancelled;

    /**
     * Somebody who waits.
     *
     * @param loop runs work on the event loop of whoever waits
     * @param emitter hears how it ended, there
     */
    record Seat(Executor loop, UniEmitter<? super Landing> emitter) {
        void tell(Landing landing) {
            loop.execute(() -> emitter.complete(landing));
        }
    }

    /** How it ended. */
    sealed interface Landing {
        /** With an answer, for the first alone. */
        record Answered(Fetched fetched) implements Landing {}

        /** With a failure, for the first alone. */
        record Failed(Throwable thrown) implements Landing {}

        /** With an answer, for the others. */
        record Shared(KeptAnswer answer) implements Landing {}

        /**
         * With a failure, for the others.
         *
         * @param thrown the failure
         * @param body what it has of the upstream's answer
         */
        record FailedForAll(Throwable thrown, KeptValue body) implements Landing {}
    }

    /** @param first the one that waits first, on whose event loop it is sent */
    Flight(Seat first, Request request) {
        this.seats = new AtomicReference<>(List.of(first));
        this.first = first;
        this.request = request;
    }

    boolean isOf(Seat seat) {
        return seat.equals(first);
    }

    /** Lets somebody else wait; false if it has ended. */
    boolean board(Seat seat) {
        List<Seat> before = seats.getAndUpdate(waiting -> waiting == null ? null : with(waiting, seat));
        return before != null;
    }

    private static List<Seat> with(List<Seat> waiting, Seat seat) {
        List<Seat> all = new ArrayList<>(waiting);
        all.add(seat);
        return all;
    }

    /**
     * Somebody no longer waits. The last cancels the request.
     *
     * @param remaining how long the first would have waited; the others do not wait longer than that for its request
     */
    void leave(Seat seat, Duration remaining, Clock clock) {
        List<Seat> before = seats.getAndUpdate(waiting -> without(waiting, seat));
        if (before == null || !before.contains(seat)) {
            return;
        }
        if (before.size() == 1) {
            first.loop().execute(this::cancel);
        } else if (isOf(seat)) {
            end = clock.after(remaining).subscribe().with(passed -> late());
        }
    }

    private static @Nullable List<Seat> without(@Nullable List<Seat> waiting, Seat seat) {
        if (waiting == null) {
            return null;
        }
        List<Seat> others = new ArrayList<>(waiting);
        others.remove(seat);
        return others.isEmpty() ? null : others;
    }

    /** Sends the request, on the event loop of the first. */
    void start(Uni<Fetched> answer) {
        running = answer.subscribe().with(this::answered, this::failed);
        if (cancelled) {
            running.cancel();
        }
    }

    private void answered(Fetched fetched) {
        land(new Landing.Answered(fetched), () -> shared(fetched));
    }

    private Landing shared(Fetched fetched) {
        try {
            return new Landing.Shared(KeptAnswer.of(request, fetched));
        } catch (RuntimeException unwritable) {
            return new Landing.FailedForAll(unwritable, KeptValue.of(null));
        }
    }

    private void failed(Throwable thrown) {
        land(new Landing.Failed(thrown), () -> new Landing.FailedForAll(thrown, KeptValue.of(body(thrown))));
    }

    private static @Nullable Object body(Throwable thrown) {
        return thrown instanceof Failure failure
                ? failure.answer().map(Failure.Answer::body).orElse(null)
                : null;
    }

    /** @param forOthers is made before the first may look into its own */
    private void land(Landing forFirst, Supplier<Landing> forOthers) {
        end.cancel();
        List<Seat> waiting = seats.getAndSet(null);
        if (waiting == null) {
            return;
        }
        Landing others = waiting.stream().allMatch(this::isOf) ? forFirst : forOthers.get();
        waiting.forEach(seat -> seat.tell(isOf(seat) ? forFirst : others));
    }

    private void late() {
        failed(Failure.late());
        cancel();
    }

    private void cancel() {
        cancelled = true;
        end.cancel();
        if (running != null) {
            running.cancel();
        }
    }
}
