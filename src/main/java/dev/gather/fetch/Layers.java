package dev.gather.fetch;

import dev.gather.config.GatherConfig;
import dev.gather.source.Call;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceYaml;
import dev.gather.time.Clock;
import dev.gather.yaml.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The layers around every request, in order. */
@ApplicationScoped
public class Layers implements FetchStack {
    private final List<Layer> layers;
    private final Set<String> keys;

    /**
     * The layers of an application: all its executions share the circuits and retry budgets of its backends, and the answers
     * that are kept.
     */
    public Layers(GatherConfig config, Clock clock) {
        RetryBudgets budgets = new RetryBudgets(config.retryBudget());
        AnswerStores stores = new AnswerStores(config.cache().maxSize().asLongValue());
        // From the outside in: each calls the next, and Sending, inside the last, sends the request.
        this.layers = List.of(
                new CoalesceLayer(),
                new CacheLayer(stores, clock),
                new TotalTimeoutLayer(),
                new PageLayer(),
                new RetryLayer(budgets),
                new SharingLayer(stores, budgets),
                new ChangeLayer(stores),
                new CircuitLayer(clock),
                new LimitLayer(),
                new HedgeLayer(budgets));
        this.keys = layers.stream().flatMap(layer -> layer.keys().stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> keys() {
        return keys;
    }

    @Override
    public Fetch resolve(SourceYaml source, Optional<Call> call, Problems problems) {
        LayerOptions options = new LayerOptions(source, call, problems);
        Fetch fetch = new Sending(source.name());
        for (int i = layers.size() - 1; i >= 0; i--) {
            fetch = layers.get(i).around(fetch, options);
        }
        return fetch;
    }

    @Override
    public Cost cost(SourceYaml source, Optional<Call> call) {
        LayerOptions options = new LayerOptions(source, call, new Problems());
        Cost cost = Cost.ONE;
        for (int i = layers.size() - 1; i >= 0; i--) {
            cost = layers.get(i).cost(cost, options);
        }
        return cost;
    }
}
