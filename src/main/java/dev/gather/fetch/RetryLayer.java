package dev.gather.fetch;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.fetch.RetryBudget.Price;
import dev.gather.source.Attempt;
import dev.gather.source.CallDefaults;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.time.Deadline;
import dev.gather.yaml.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes attempts: one, and up to {@code retries} more while they fail with a temporary failure, as far as
 * the backend's {@link RetryBudget} goes. Every request earns a part of it, whether its source has {@code retries} or not.
 * No attempt starts without time left for it.
 */
final class RetryLayer implements Layer {
    private static final String RETRIES = "retries";
    private static final String RETRY_ON = "retry-on";
    /** The longest wait before the first retry; it doubles with each further one. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final RetryBudgets budgets;

    RetryLayer(RetryBudgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public Set<String> keys() {
        return Set.of(RETRIES, RETRY_ON);
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        int retries = retries(options);
        options.checkRepeatable(RETRIES);
        Predicate<Failure> passing = passing(options, retries);
        return (request, attempt) -> Uni.createFrom().deferred(() -> {
            RetryBudget budget = budgets.of(request.backend());
            budget.earn();
            return retries == 0
                    ? once(next, request, attempt)
                    : new Attempts(() -> once(next, request, attempt), attempt, passing, budget).upTo(1 + retries);
        });
    }

    @Override
    public Cost cost(Cost next, LayerOptions options) {
        int retries = retries(options);
        Duration waits = Duration.ZERO;
        for (int failures = 1; failures <= retries; failures++) {
            waits = waits.plusNanos(longestWait(failures));
        }
        return next.repeated(1 + retries, waits);
    }

    private static int retries(LayerOptions options) {
        return options.source().has(RETRIES)
                ? options.number(RETRIES, CallDefaults.MOST_RETRIES)
                : options.defaults().retries();
    }

    /** Without time left, fails outside of the circuit breaker, since the backend is not at fault. */
    private static Uni<Fetched> once(Fetch next, Request request, Attempt attempt) {
        return attempt.isOver() ? Uni.createFrom().failure(Failure::late) : next.fetch(request, attempt);
    }

    /** Which failures another attempt may not have. A status in {@code retry-on} is one; without that key, some are. */
    private static Predicate<Failure> passing(LayerOptions options, int retries) {
        Optional<Set<Integer>> statuses = options.statuses(RETRY_ON);
        if (statuses.isPresent() && retries == 0) {
            options.problems()
                    .addAtKey(
                            ProblemCode.CONFLICTING_KEYS,
                            options.source().body(),
                            RETRY_ON,
                            "it has no effect without retries",
                            "add retries: 2");
        }
        return failed -> failed.answer()
                .flatMap(answer -> statuses.map(listed -> listed.contains(answer.status())))
                .orElseGet(failed::isTemporary);
    }

    /** Exponential backoff with full jitter: a random time between zero and the longest wait. */
    private static Duration backoff(int failures) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longestWait(failures)));
    }

    /** In nanoseconds; a {@code Retry-After} may ask for more. */
    private static long longestWait(int failures) {
        return Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(failures - 1, 20));
    }

    /** The attempts at one request. */
    private static final class Attempts {
        private final Supplier<Uni<Fetched>> once;
        private final Attempt attempt;
        private final Predicate<Failure> passing;
        private final RetryBudget budget;
        private final Deadline deadline;
        private int failures;
        /** The first failure of a write that was sent and may have been done, whatever happens to later attempts. */
        private Optional<Failure> unknown = Optional.empty();

        private Duration start = Duration.ZERO;
        private Price price = Price.RETRY;

        Attempts(Supplier<Uni<Fetched>> once, Attempt attempt, Predicate<Failure> passing, RetryBudget budget) {
            this.once = once;
            this.attempt = attempt;
            this.passing = passing;
            this.budget = budget;
            this.deadline = attempt.scope().deadline();
        }

        Uni<Fetched> upTo(int most) {
            return Uni.createFrom()
                    .deferred(this::fetch)
                    .onFailure()
                    .retry()
                    .when(failed -> retries(failed, most))
                    .onItem()
                    .invoke(this::giveBack)
                    .onFailure()
                    .transform(failed -> unknown.<Throwable>map(first -> first).orElse(failed));
        }

        private Uni<Fetched> fetch() {
            start = deadline.elapsed();
            return once.get();
        }

        /** After a retry, which helped. */
        private void giveBack() {
            if (failures > 0) {
                budget.giveBack(price);
            }
        }

        private Multi<Object> retries(Multi<Throwable> failed, int most) {
            return failed.onItem().transformToUniAndConcatenate(thrown -> retry((Failure) thrown, most));
        }

        /**
         * Waits for the next attempt, or fails with the last failure: after too many attempts, after a failure that does not
         * pass, if less time is left than the wait and another such failure take, or if the budget refuses.
         */
        private Uni<Object> retry(Failure failed, int most) {
            failures++;
            unknown = unknown.or(() -> Optional.of(failed).filter(known -> known.code() == Code.UNKNOWN));
            Duration wait = failed.answer().flatMap(Failure.Answer::retryAfter).orElseGet(() -> backoff(failures));
            Duration took = failed.code() == Code.TIMEOUT
                    ? Duration.ZERO
                    : deadline.elapsed().minus(start);
            boolean inTime = wait.plus(took).compareTo(attempt.remaining()) < 0;
            return failures < most && passing.test(failed) && inTime && isAffordable(failed)
                    ? deadline.limit(deadline.clock().after(wait), Optional.empty(), Failure::late)
                            .replaceWith((Object) failed)
                    : Uni.createFrom().failure(failed);
        }

        private boolean isAffordable(Failure failed) {
            long now = deadline.clock().nanos();
            if (!failed.isBackendFault()) {
                budget.answered(now);
            }
            boolean late = failed.code() == Code.TIMEOUT || failed.code() == Code.UNKNOWN;
            price = late ? Price.RETRY_AFTER_TIMEOUT : Price.RETRY;
            boolean affordable = budget.spend(price, now);
            if (affordable) {
                attempt.countRetried();
            } else {
                attempt.countRefused();
            }
            return affordable;
        }
    }
}
