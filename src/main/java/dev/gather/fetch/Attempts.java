package dev.gather.fetch;

import dev.gather.composition.Source;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Request;
import dev.gather.time.Deadline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The stack around one request, from the inside out: a second request beside one that is late, the limit of one
 * attempt's time, the circuit breaker, and retries of what may be asked twice. Nothing in it goes on beyond the deadline.
 */
public final class Attempts {
    /** The longest wait before the first retry; it doubles with each. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Source source;
    private final Deadline deadline;
    private final Protection protection;
    private final MemoryBudget budget;
    private final Runnable sent;
    private int failures;
    private Duration begun = Duration.ZERO;

    /** @param sent told of each request that is sent */
    public Attempts(Source source, Deadline deadline, Protection protection, MemoryBudget budget, Runnable sent) {
        this.source = source;
        this.deadline = deadline;
        this.protection = protection;
        this.budget = budget;
        this.sent = sent;
    }

    /**
     * Asks until there is an answer, or no more attempt is worth making.
     *
     * @param failure what anything that an attempt fails with means
     */
    public Uni<Fetched> ask(Request request, Function<Throwable, Failure> failure) {
        Uni<Fetched> attempt = Uni.createFrom().deferred(() -> attempt(request, failure));
        return request.repeatable() && limits().retries() > 0
                ? attempt.onFailure().retry().when(this::retries)
                : attempt;
    }

    private Source.Limits limits() {
        return source.rules().limits();
    }

    /** The backend is not to blame where there is no time left to ask it. */
    private Uni<Fetched> attempt(Request request, Function<Throwable, Failure> failure) {
        begun = deadline.elapsed();
        if (deadline.remaining().isZero()) {
            return Uni.createFrom().failure(Attempts::late);
        }
        Optional<Duration> own = limits().timeout().or(source.call()::timeout);
        Uni<Fetched> limited = deadline.limit(hedged(request, deadline.least(own)), own, Attempts::late);
        return protection.guard(limited.onFailure().transform(failure));
    }

    private static Failure late() {
        return Failure.temporary(Code.TIMEOUT, "no answer in time");
    }

    private Uni<Fetched> hedged(Request request, Duration limit) {
        protection.hedges().earn();
        Uni<Fetched> once = Uni.createFrom().deferred(() -> send(request, limit));
        Optional<Duration> late = limits().hedge().filter(after -> request.repeatable() && after.compareTo(limit) < 0);
        return late.map(after -> Hedge.of(once, deadline.clock().after(after), protection.hedges()::spend))
                .orElse(once);
    }

    private Uni<Fetched> send(Request request, Duration limit) {
        sent.run();
        MemoryBudget.Share memory = budget.share();
        Attempt attempt = new Attempt(limit, memory);
        Uni<Fetched> sending = request.send(attempt).onFailure().invoke(memory::giveBackAll);
        return deadline.leftovers().after(sending, attempt::abandon);
    }

    private Multi<Object> retries(Multi<Throwable> failed) {
        return failed.onItem().transformToUniAndConcatenate(thrown -> next((Failure) thrown));
    }

    /**
     * Waits before the next attempt, or fails where there is none: too many, of no use, or too late, as it would take
     * longer than there is time even to fail once more.
     */
    private Uni<Object> next(Failure failed) {
        failures++;
        Duration wait = failed.retryAfter().orElseGet(() -> backoff(failures));
        Duration took = failed.code() == Code.TIMEOUT
                ? Duration.ZERO
                : deadline.elapsed().minus(begun);
        boolean inTime = wait.plus(took).compareTo(deadline.remaining()) < 0;
        boolean another = failures <= limits().retries() && failed.isTemporary() && inTime;
        return another
                ? deadline.limit(deadline.clock().after(wait), Optional.empty(), Attempts::late)
                        .replaceWith((Object) failed)
                : Uni.createFrom().failure(failed);
    }

    /** Exponential backoff with full jitter: any time from none to the longest. */
    private static Duration backoff(int failures) {
        long longest = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(failures - 1, 20));
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
