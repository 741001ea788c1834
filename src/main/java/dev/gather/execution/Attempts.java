package dev.gather.execution;

import dev.gather.composition.Fetched;
import dev.gather.composition.Request;
import dev.gather.composition.Source;
import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
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
final class Attempts {
    /** The longest wait before the first retry; it doubles with each. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Source source;
    private final Deadline deadline;
    private final Protection protection;
    private final Runnable sent;
    private int failures;

    /** @param sent told of each request that is sent */
    Attempts(Source source, Deadline deadline, Protection protection, Runnable sent) {
        this.source = source;
        this.deadline = deadline;
        this.protection = protection;
        this.sent = sent;
    }

    /**
     * Asks until there is an answer, or no more attempt is worth making.
     *
     * @param failure what anything that an attempt fails with means
     */
    Uni<Fetched> ask(Request request, Function<Throwable, SourceFailure> failure) {
        Uni<Fetched> attempt = Uni.createFrom().deferred(() -> attempt(request));
        Uni<Fetched> guarded = protection.guard(attempt.onFailure().transform(failure));
        return request.repeatable() && limits().retries() > 0
                ? guarded.onFailure().retry().when(this::retries)
                : guarded;
    }

    private Source.Limits limits() {
        return source.rules().limits();
    }

    private Uni<Fetched> attempt(Request request) {
        Duration limit = deadline.least(limits().timeout().or(source.call()::timeout));
        return deadline.limit(hedged(request, limit), limit, () -> SourceFailure.of(Code.TIMEOUT, "no answer in time"));
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
        return request.send(limit);
    }

    private Multi<Object> retries(Multi<Throwable> failed) {
        return failed.onItem().transformToUniAndConcatenate(thrown -> next((SourceFailure) thrown));
    }

    /** Waits before the next attempt, or fails where there is none: too many, of no use, or too late. */
    private Uni<Object> next(SourceFailure failed) {
        failures++;
        Duration wait = failed.retryAfter().orElseGet(() -> backoff(failures));
        boolean another =
                failures <= limits().retries() && failed.isTransient() && wait.compareTo(deadline.remaining()) < 0;
        return another
                ? deadline.clock().after(wait).replaceWith((Object) failed)
                : Uni.createFrom().failure(failed);
    }

    /** Exponential backoff with full jitter: any time from none to the longest. */
    private static Duration backoff(int failures) {
        long longest = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(failures - 1, 20));
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
