package dev.gather.fetch;

import dev.gather.source.Backend;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The retry budgets of all backends, one each, from which both retries and hedges are paid. */
final class RetryBudgets {
    private final double ratio;
    private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

    /** @param ratio the share of a backend's requests that may be sent again, from 0 to 1 */
    RetryBudgets(double ratio) {
        this.ratio = ratio;
    }

    /** The budget of a backend. */
    RetryBudget of(Backend backend) {
        return budgets.computeIfAbsent(backend.name(), name -> new RetryBudget(ratio));
    }
}
