package dev.gather.fetch;

import dev.gather.fetch.RetryBudget.Price;
import dev.gather.source.Attempt;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.time.Clock;
import dev.gather.yaml.ProblemCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sends a second request when the first has had no answer for the time given by {@code hedge}, if the backend's
 * {@link RetryBudget} allows it.
 */
final class HedgeLayer implements Layer {
    private static final String HEDGE = "hedge";

    private final RetryBudgets budgets;

    HedgeLayer(RetryBudgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public Set<String> keys() {
        return Set.of(HEDGE);
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        Optional<Duration> after = after(options);
        return (request, attempt) -> {
            RetryBudget budget = budgets.of(request.backend());
            Uni<Fetched> once = next.fetch(request, attempt);
            Optional<Duration> due = after.filter(time -> time.compareTo(attempt.limit()) < 0);
            return due.isPresent() || budget.isWaiting() ? new Hedging(budget, attempt).around(once, due) : once;
        };
    }

    @Override
    public Cost cost(Cost next, LayerOptions options) {
        return after(options).isPresent() ? next.doubled() : next;
    }

    private static Optional<Duration> after(LayerOptions options) {
        if (!options.source().has(HEDGE)) {
            return options.defaults().hedge();
        }
        if (LayerOptions.isNone(options.source().get(HEDGE))) {
            return Optional.empty();
        }
        Optional<Duration> after = options.duration(HEDGE);
        check(after, options);
        return after;
    }

    private static void check(Optional<Duration> after, LayerOptions options) {
        after.flatMap(time -> new HedgeCheck(time, options).end())
                .ifPresent(end -> options.source().find(HEDGE).ifPresent(node -> options.problems()
                        .add(
                                ProblemCode.CONFLICTING_KEYS,
                                node,
                                end.fault(),
                                "set hedge to less than " + end.limit())));
        options.checkRepeatable(HEDGE);
    }

    /** One attempt whose hedge the budget pays, or whose answer it waits for. */
    private static final class Hedging implements BooleanSupplier {
        private final RetryBudget budget;
        private final Attempt attempt;
        private boolean late;

        Hedging(RetryBudget budget, Attempt attempt) {
            this.budget = budget;
            this.attempt = attempt;
        }

        /**
         * The request, whose answer the budget learns of.
         *
         * @param after when it is late; empty if it has no hedge
         */
        Uni<Fetched> around(Uni<Fetched> once, Optional<Duration> after) {
            Uni<Fetched> counted = once.onItem().invoke(this::answered);
            return after.map(due -> Hedge.of(counted, clock().after(due), this)).orElse(counted);
        }

        private Clock clock() {
            return attempt.scope().deadline().clock();
        }

        /** The answer is late: whether a second request may be sent. */
        @Override
        public boolean getAsBoolean() {
            late = true;
            boolean allowed = budget.spend(Price.RETRY, clock().nanos());
            if (allowed) {
                attempt.countHedged();
            } else {
                attempt.countRefused();
            }
            return allowed;
        }

        /** A late answer returns nothing to the budget: hedges must not double the load on a backend that is slow altogether. */
        private void answered() {
            if (!late) {
                budget.answered(clock().nanos());
            }
        }
    }
}
