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
 * The moment by which an execution has its answer; every limit of its sources is cut to what is left. Where the platform
 * ends the call, it comes as much earlier as the work takes that is left by then, so that it moves as sources start and
 * end. It lives on one event loop.
 */
public final class Deadline {
    private final Clock clock;
    private final TimeGiven given;
    private final Leftovers leftovers;
    private final Set<UniEmitter<? super Void>> waiting = new LinkedHashSet<>();
    private Supplier<Duration> workLeft = () -> Duration.ZERO;
    private Cancellable alarm = () -> {};
    private boolean armed;
    private boolean passed;
    private long atNanos;
    private Optional<Long> graceEnds = Optional.empty();

    /** A deadline in that time from now, however much work is left by then. */
    public static Deadline in(Duration time, Clock clock) {
        return new Deadline(TimeGiven.of(time, clock.nanos()), clock);
    }

    public Deadline(TimeGiven given, Clock clock) {
        this.clock = clock;
        this.given = given;
        this.leftovers = new Leftovers(clock);
        this.atNanos = given.endNanos(Duration.ZERO);
    }

    /** @param work the processor time that it takes to answer if nothing more is heard of any source */
    public void leaving(Supplier<Duration> work) {
        workLeft = work;
        changed();
    }

    /** More work is left than before. */
    public void changed() {
        atNanos = given.endNanos(workLeft.get());
        if (armed) {
            arm();
        }
    }

    /** The time since the execution's start. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.nanos() - given.startNanos());
    }

    /** What is left; never negative. */
    public Duration remaining() {
        return passed ? Duration.ZERO : until(atNanos);
    }

    /** The least of a limit and what may be left at most. */
    public Duration least(Optional<Duration> limit) {
        Duration longest = until(given.endNanos(Duration.ZERO));
        return limit.filter(own -> own.compareTo(longest) < 0).orElse(longest);
    }

    /**
     * How long an expression may be evaluated: until the deadline. All that comes after it together, fallbacks and the
     * output, has a little of the reserve, counted from the first of them.
     */
    public Duration forExpressions() {
        Duration grace = given.grace(clock.nanos());
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

    /** What is cancelled when there is time for it. */
    public Leftovers leftovers() {
        return leftovers;
    }

    /** The work, or a failure once the limit or the deadline has passed, when the work is cancelled. */
    public <T> Uni<T> limit(Uni<T> work, Optional<Duration> limit, Supplier<? extends Throwable> failure) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable atWork = work.subscribe().with(emitter::complete, emitter::fail);
            Cancellable timer = limit.map(clock::after)
                    .map(after -> after.subscribe().with(ignored -> emitter.fail(failure.get())))
                    .orElse(() -> {});
            Cancellable end = passed().subscribe().with(ignored -> emitter.fail(failure.get()));
            emitter.onTermination(() -> {
                timer.cancel();
                end.cancel();
                atWork.cancel();
            });
        });
    }

    /** The execution is over. */
    public void end() {
        alarm.cancel();
        armed = false;
        leftovers.release();
    }

    /** One timer is enough for all that waits. */
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
        alarm = clock.after(remaining()).subscribe().with(ignored -> rung());
    }

    /** What was left to do when it was set may have been done since. */
    private void rung() {
        atNanos = given.endNanos(workLeft.get());
        if (!remaining().isZero()) {
            arm();
            return;
        }
        passed = true;
        leftovers.hold();
        List.copyOf(waiting).forEach(emitter -> emitter.complete(null));
    }

    private Duration until(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - clock.nanos()));
    }
}
