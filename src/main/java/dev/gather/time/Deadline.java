package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The moment at which an execution stops waiting for its sources; no limit of a source goes beyond it. If the platform will
 * cut the call off, the deadline is early enough for the work that is then left, and so moves as sources start and end.
 * Confined to one event loop.
 */
public final class Deadline {
    private final Clock clock;
    private final TimeBudget budget;
    private final Cancellations cancellations;
    private final Set<UniEmitter<? super Void>> waiting = new LinkedHashSet<>();
    private Supplier<Duration> workLeft = () -> Duration.ZERO;
    private Cancellable alarm = () -> {};
    private boolean armed;
    private boolean passed;
    private long atNanos;
    private Optional<Long> graceEnds = Optional.empty();

    /** A deadline this time from now, however much work is then left. */
    public static Deadline in(Duration time, Clock clock) {
        return new Deadline(TimeBudget.of(time, clock.nanos()), clock);
    }

    public Deadline(TimeBudget budget, Clock clock) {
        this.clock = clock;
        this.budget = budget;
        this.cancellations = new Cancellations(clock);
        this.atNanos = budget.endNanos(Duration.ZERO);
    }

    /** Sets the estimate of the work left: the processor time to make the answer without further answers from sources. */
    public void leaving(Supplier<Duration> work) {
        workLeft = work;
        changed();
    }

    /** Recomputes the deadline, as the work that is left has grown. */
    public void changed() {
        atNanos = budget.endNanos(workLeft.get());
        if (armed) {
            arm();
        }
    }

    /** The time since the execution's start. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.nanos() - budget.startNanos());
    }

    /** The time left; never negative. */
    public Duration remaining() {
        return passed ? Duration.ZERO : until(atNanos);
    }

    /** The limit, but no longer than the time left if no work were left at the deadline. */
    public Duration least(Optional<Duration> limit) {
        Duration longest = until(budget.endNanos(Duration.ZERO));
        return limit.filter(own -> own.compareTo(longest) < 0).orElse(longest);
    }

    /**
     * How long an expression may take: until the deadline. All expressions evaluated after it, in fallbacks and the output,
     * share a grace period out of the reserve, which starts with the first of them.
     */
    public Duration forExpressions() {
        Duration grace = budget.grace(clock.nanos());
        Duration remaining = remaining();
        if (!remaining.isZero()) {
            return remaining.compareTo(grace) > 0 ? remaining : grace;
        }
        graceEnds = graceEnds.or(() -> Optional.of(clock.nanos() + grace.toNanos()));
        return until(graceEnds.get());
    }

    public Clock clock() {
        return clock;
    }

    /** The requests to be cancelled when there is time for it. */
    public Cancellations cancellations() {
        return cancellations;
    }

    /** The work; cancelled, with this failure, once the limit or the deadline has passed. */
    public <T> Uni<T> limit(Uni<T> work, Optional<Duration> limit, Supplier<? extends Throwable> failure) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = work.subscribe().with(emitter::complete, emitter::fail);
            Cancellable timer = limit.map(clock::after)
                    .map(after -> after.subscribe().with(ignored -> emitter.fail(failure.get())))
                    .orElse(() -> {});
            Cancellable end = passed().subscribe().with(ignored -> emitter.fail(failure.get()));
            emitter.onTermination(() -> {
                timer.cancel();
                end.cancel();
                running.cancel();
            });
        });
    }

    /** Stops the timer and cancels what is no longer needed: the execution has ended. */
    public void end() {
        alarm.cancel();
        armed = false;
        cancellations.release();
    }

    /** Completes at the deadline. All waiting requests share one timer. */
    private Uni<Void> passed() {
        return Uni.createFrom().emitter(emitter -> {
            waiting.add(emitter);
            emitter.onTermination(() -> waiting.remove(emitter));
            if (!armed) {
                arm();
            }
        });
    }

    private void arm() {
        alarm.cancel();
        armed = true;
        alarm = clock.after(remaining()).subscribe().with(ignored -> onAlarm());
    }

    /** Ends the wait, unless the deadline has moved since the timer was set, as less work is left. */
    private void onAlarm() {
        atNanos = budget.endNanos(workLeft.get());
        if (!remaining().isZero()) {
            arm();
            return;
        }
        passed = true;
        cancellations.hold();
        List.copyOf(waiting).forEach(emitter -> emitter.complete(null));
    }

    private Duration until(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - clock.nanos()));
    }
}
