package dev.gather.fetch;

import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Limits what one attempt may take, counted from its start: to the source's {@code timeout}, else to that of its upstream,
 * and never beyond the execution's deadline.
 */
final class LimitLayer implements Layer {
    static final String TIMEOUT = "timeout";

    @Override
    public Set<String> keys() {
        return Set.of(TIMEOUT);
    }

    @Override
    public Fetch around(Fetch next, Wish wish) {
        Optional<Duration> own = wish.duration(TIMEOUT).or(() -> wish.call().flatMap(Call::timeout));
        return (request, attempt) -> {
            Deadline deadline = attempt.scope().deadline();
            return deadline.limit(next.fetch(request, attempt.within(deadline.least(own))), own, RetryLayer::late);
        };
    }
}
