package dev.gather.fetch;

import dev.gather.source.Attempt;
import dev.gather.source.Call;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Applies the timeout of an attempt, counted from its start: the source's {@code timeout} or, without one, its upstream's,
 * and never beyond the execution's deadline.
 */
final class LimitLayer implements Layer {
    @Override
    public Set<String> keys() {
        return Set.of(LayerOptions.TIMEOUT);
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        Optional<Duration> ofSource = options.timeout();
        return (request, attempt) -> {
            Optional<Duration> own = ofSource.isPresent() ? ofSource : request.timeout();
            Deadline deadline = attempt.scope().deadline();
            Attempt limited = attempt.within(deadline.least(own));
            return deadline.limit(next.fetch(request, limited), own, limited::late);
        };
    }

    @Override
    public Cost cost(Cost next, LayerOptions options) {
        return next.within(options.timeout().or(() -> options.call().flatMap(Call::timeout)));
    }
}
