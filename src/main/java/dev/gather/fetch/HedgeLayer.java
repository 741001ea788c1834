package dev.gather.fetch;

import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends a second request beside one that has had no answer for as long as {@code hedge} says, as far as the backend's budget
 * allows it. Every attempt earns a part of that budget, with a hedge and without.
 */
final class HedgeLayer implements Layer {
    private static final String HEDGE = "hedge";

    private final double ratio;
    private final Map<String, HedgeBudget> budgets = new ConcurrentHashMap<>();

    /** @param ratio the part of a backend's requests that may be asked a second time, from 0 to 1 */
    HedgeLayer(double ratio) {
        this.ratio = ratio;
    }

    @Override
    public Set<String> keys() {
        return Set.of(HEDGE);
    }

    @Override
    public Fetch around(Fetch next, Wish wish) {
        Optional<Duration> after = wish.duration(HEDGE);
        check(after, wish);
        return wish.call().map(call -> hedged(next, after, budget(call))).orElse(next);
    }

    private static void check(Optional<Duration> after, Wish wish) {
        Optional<Duration> timeout = wish.duration(LimitLayer.TIMEOUT);
        if (after.isPresent() && timeout.isPresent() && after.get().compareTo(timeout.get()) >= 0) {
            wish.problems()
                    .add(
                            wish.source().get(HEDGE),
                            "the attempt has timed out by then",
                            "hedge after less than the timeout");
        }
        wish.checkRepeatable(HEDGE);
    }

    private HedgeBudget budget(Call call) {
        return budgets.computeIfAbsent(call.backend().name(), name -> new HedgeBudget(ratio));
    }

    private static Fetch hedged(Fetch next, Optional<Duration> after, HedgeBudget budget) {
        return (request, attempt) -> {
            budget.earn();
            Uni<Fetched> once = next.fetch(request, attempt);
            return after.filter(time -> time.compareTo(attempt.limit()) < 0)
                    .map(time ->
                            Hedge.of(once, attempt.scope().deadline().clock().after(time), budget::spend))
                    .orElse(once);
        };
    }
}
