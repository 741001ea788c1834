package dev.gather.fetch;

import dev.gather.source.Backend;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends a second request when the first has had no answer for the time given by {@code hedge}, if the backend's budget
 * allows it. Every attempt adds to that budget, whether its source has a {@code hedge} or not.
 */
final class HedgeLayer implements Layer {
    private static final String HEDGE = "hedge";

    private final double ratio;
    private final Map<String, HedgeBudget> budgets = new ConcurrentHashMap<>();

    /** @param ratio the share of a backend's requests that may be sent a second time, from 0 to 1 */
    HedgeLayer(double ratio) {
        this.ratio = ratio;
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
            HedgeBudget budget = budget(request.backend());
            budget.earn();
            Uni<Fetched> once = next.fetch(request, attempt);
            return after.isPresent() && after.get().compareTo(attempt.limit()) < 0
                    ? Hedge.of(once, attempt.scope().deadline().clock().after(after.get()), budget::spend)
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

    private HedgeBudget budget(Backend backend) {
        return budgets.computeIfAbsent(backend.name(), name -> new HedgeBudget(ratio));
    }
}
