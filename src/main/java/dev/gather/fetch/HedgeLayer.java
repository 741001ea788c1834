package dev.gather.fetch;

import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Cost;
import dev.gather.source.Durations;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.yaml.Problems;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

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
        after.flatMap(time -> end(time, options))
                .ifPresent(end -> options.source().find(HEDGE).ifPresent(node -> options.problems()
                        .add(node, end.fault(), "set hedge to less than " + end.limit())));
        options.checkRepeatable(HEDGE);
    }

    /** A limit that ends a request before its hedge, and what is wrong then. */
    private record End(String fault, String limit) {}

    private static Optional<End> end(Duration after, LayerOptions options) {
        Predicate<Duration> earlier = limit -> limit.compareTo(after) <= 0;
        String timedOut = "the attempt has timed out by then";
        Optional<Duration> own = options.timeout();
        if (own.isPresent()) {
            return own.filter(earlier)
                    .map(limit -> new End(timedOut, "timeout"))
                    .or(() -> ended(earlier, options));
        }
        return options.call()
                .flatMap(Call::timeout)
                .filter(earlier)
                .map(limit -> new End(timedOut, "the timeout of the upstream, " + Durations.text(limit)))
                .or(() -> ended(earlier, options));
    }

    private static Optional<End> ended(Predicate<Duration> earlier, LayerOptions options) {
        return options.duration(TotalTimeoutLayer.TOTAL)
                .filter(earlier)
                .map(limit -> new End("the time of all attempts is over by then", TotalTimeoutLayer.TOTAL))
                .or(() -> Durations.read(options.source().limit(), new Problems())
                        .filter(earlier)
                        .map(limit -> new End("the execution has ended by then", "the timeout of the composition")));
    }

    private HedgeBudget budget(Backend backend) {
        return budgets.computeIfAbsent(backend.name(), name -> new HedgeBudget(ratio));
    }
}
