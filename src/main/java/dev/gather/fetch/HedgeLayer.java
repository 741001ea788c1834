package dev.gather.fetch;

import dev.gather.fetch.RetryBudget.Price;
import dev.gather.source.Attempt;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.time.Clock;
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
        Optional<Duration> after = options.duration(HEDGE);
        check(after, options);
        return (request, attempt) -> {
            Hedging hedging = new Hedging(budgets.of(request.backend()), attempt);
            Uni<Fetched> once = next.fetch(request, attempt).onItem().invoke(hedging::answered);
            return after.isPresent() && after.get().compareTo(attempt.limit()) < 0
                    ? Hedge.of(once, hedging.clock().after(after.get()), hedging)
                    : once;
        };
    }

    @Override
    public Cost cost(Cost next, LayerOptions options) {
        return options.source().has(HEDGE) ? next.doubled() : next;
    }

    private static void check(Optional<Duration> after, LayerOptions options) {
        Optional<Duration> timeout = options.timeout();
        if (after.isPresent() && timeout.isPresent() && after.get().compareTo(timeout.get()) >= 0) {
            options.source().find(HEDGE).ifPresent(node -> options.problems()
                    .add(node, "the attempt has timed out by then", "set hedge to less than timeout"));
        }
        options.checkRepeatable(HEDGE);
    }

    /** What the budget has to do with one attempt. */
    private static final class Hedging implements BooleanSupplier {
        private final RetryBudget budget;
        private final Attempt attempt;
        private boolean late;

        Hedging(RetryBudget budget, Attempt attempt) {
            this.budget = budget;
            this.attempt = attempt;
        }

        Clock clock() {
            return attempt.scope().deadline().clock();
        }

        /** The answer is late: whether a second request may be sent. */
        @Override
        public boolean getAsBoolean() {
            late = true;
            boolean allowed = budget.spend(Price.RETRY, clock().nanos());
            if (!allowed) {
                attempt.countRefused();
            }
            return allowed;
        }

        /** A late answer returns nothing to the budget: hedges must not double the load on a backend that is slow altogether. */
        void answered() {
            if (!late) {
                budget.answered(clock().nanos());
            }
        }
    }
}
