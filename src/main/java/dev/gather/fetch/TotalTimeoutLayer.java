package dev.gather.fetch;

import dev.gather.source.Attempt;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.yaml.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Applies {@code total-timeout}: the longest that all attempts at a request may take, with the waits between them. */
final class TotalTimeoutLayer implements Layer {
    static final String TOTAL = "total-timeout";

    @Override
    public Set<String> keys() {
        return Set.of(TOTAL);
    }

    @Override
    public Cost cost(Cost next, LayerOptions options) {
        return next.within(options.duration(TOTAL));
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        Optional<Duration> total = options.duration(TOTAL);
        if (total.isEmpty()) {
            return next;
        }
        Optional<Duration> timeout = options.timeout();
        if (timeout.filter(one -> one.compareTo(total.get()) > 0).isPresent()) {
            options.source().find(TOTAL).ifPresent(node -> options.problems()
                    .add(
                            ProblemCode.CONFLICTING_KEYS,
                            node,
                            "a single attempt may take longer",
                            "set total-timeout to more than timeout"));
        }
        return (request, attempt) -> {
            Attempt first = attempt.allWithin(total.get());
            return attempt.scope().deadline().limit(next.fetch(request, first), total, first::late);
        };
    }
}
