package dev.gather.time;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
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
    private static final Cancellable NOTHING = () -> {};

    private final Clock clock;
    private final TimeBudget budget;
    private final Cancellations cancellations;
    /** The deadline if no work were left. */
    private final long latestNanos;

    /** Most executions have one at a time. */
    private final Set<Limited<?>> waiting = new LinkedHashSet<>(2);

    private long workNanos;
    private Cancellable alarm = NOTHING;
    private long alarmNanos;
    private boolean armed;
    private boolean arming;
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
        this.latestNanos = budget.endNanos(0);
        this.atNanos = latestNanos;
    }

    /**
     * Adds to the estimate of the work left: the processor time to make the answer without further answers from sources.
     *
     * @param nanos negative if less work is left
     */
    public void addWork(long nanos) {
        workNanos += nanos;
    }

    /** Recomputes the deadline, as the work that is left has grown. */
    public void changed() {
        atNanos = endNanos();
        if (armed && atNanos - alarmNanos < 0) {
            arm();
        }
    }

    private long endNanos() {
        return budget.endNanos(workNanos);
    }

    /** The time since the execution's start. */
    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    /** The same in nanoseconds. */
    public long elapsedNanos() {
        return clock.nanos() - budget.startNanos();
    }

    /** The time left; never negative. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** The same in nanoseconds. */
    public long remainingNanos() {
        return passed ? 0 : untilNanos(atNanos);
    }

    /** The limit, but no longer than the time left if no work were left at the deadline. */
    public Duration least(Optional<Duration> limit) {
        Duration longest = until(latestNanos);
        return limit.isPresent() && limit.get().compareTo(longest) < 0 ? limit.get() : longest;
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
        return Relay.uni(subscriber -> new Limited<T>(subscriber, failure).start(work, limit));
    }

    /** Work that is limited. It sets no timer if it ends at once, and none of its own for the deadline. */
    private final class Limited<T> extends Relay<T> {
        private final Supplier<? extends Throwable> failure;
        private Cancellable timer = NOTHING;

        Limited(UniSubscriber<? super T> subscriber, Supplier<? extends Throwable> failure) {
            super(subscriber);
            this.failure = failure;
        }

        void start(Uni<T> work, Optional<Duration> limit) {
            start(work);
            if (hasEnded()) {
                return;
            }
            if (limit.isPresent()) {
                timer = clock.timer(limit.get(), this::late);
            }
            waiting.add(this);
            armSoon();
        }

        void late() {
            cut(failure.get());
        }

        @Override
        protected void released() {
            timer.cancel();
            waiting.remove(this);
        }
    }

    /** Stops the timer and cancels what is no longer needed: the execution has ended. */
    public void end() {
        alarm.cancel();
        armed = false;
        cancellations.release();
    }

    /** Sets the timer of all that waits, in the next turn: by then, the sources that start at once have all started. */
    private void armSoon() {
        if (!armed && !arming) {
            arming = true;
            clock.nextTurn(this::armIfWaiting);
        }
    }

    private void armIfWaiting() {
        arming = false;
        if (!waiting.isEmpty()) {
            arm();
        }
    }

    private void arm() {
        alarm.cancel();
        armed = true;
        alarmNanos = atNanos;
        alarm = clock.timer(remaining(), this::onAlarm);
    }

    /** Ends the wait, unless the deadline has moved since the timer was set, as less work is left. */
    private void onAlarm() {
        atNanos = endNanos();
        if (!remaining().isZero()) {
            arm();
            return;
        }
        passed = true;
        cancellations.hold();
        List.copyOf(waiting).forEach(Limited::late);
    }

    private Duration until(long nanos) {
        return Duration.ofNanos(untilNanos(nanos));
    }

    private long untilNanos(long nanos) {
        return Math.max(0, nanos - clock.nanos());
    }
}
