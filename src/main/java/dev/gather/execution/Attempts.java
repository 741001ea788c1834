package dev.gather.execution;

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
 * The stack around one request, from the inside out: the limit of one attempt's time, and retries of what may be asked
 * twice. Nothing in it goes on beyond the deadline.
 */
final class Attempts {
    /** The longest wait before the first retry; it doubles with each. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Source source;
    private final Deadline deadline;
    private int made;

    Attempts(Source source, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
    }

    /** How many attempts were made. */
    int made() {
        return made;
    }

    /**
     * Asks until there is an answer, or no more attempt is worth making.
     *
     * @param failure what anything that an attempt fails with means
     */
    Uni<Object> ask(Request request, Function<Throwable, SourceFailure> failure) {
        Uni<Object> attempt =
                Uni.createFrom().deferred(() -> attempt(request)).onFailure().transform(failure);
        return request.repeatable() && source.rules().retries() > 0
                ? attempt.onFailure().retry().when(this::retries)
                : attempt;
    }

    private Uni<Object> attempt(Request request) {
        made++;
        Duration limit = deadline.least(limit());
        Uni<Object> sent = Uni.createFrom().deferred(() -> request.send(limit));
        return deadline.limit(sent, limit, () -> SourceFailure.of(Code.TIMEOUT, "no answer in time"));
    }

    private Optional<Duration> limit() {
        return source.rules().timeout().or(source.call()::timeout);
    }

    private Multi<Object> retries(Multi<Throwable> failures) {
        return failures.onItem().transformToUniAndConcatenate(failed -> next((SourceFailure) failed, made));
    }

    /** Waits before the next attempt, or fails where there is none: too many, of no use, or too late. */
    private Uni<Object> next(SourceFailure failed, int attempt) {
        Duration wait = failed.retryAfter().orElseGet(() -> backoff(attempt));
        boolean another =
                attempt <= source.rules().retries() && failed.isTransient() && wait.compareTo(deadline.remaining()) < 0;
        return another
                ? deadline.clock().after(wait).replaceWith((Object) failed)
                : Uni.createFrom().failure(failed);
    }

    /** Exponential backoff with full jitter: any time from none to the longest. */
    private static Duration backoff(int attempt) {
        long longest = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(attempt - 1, 20));
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
