package dev.gather.fetch;

import dev.gather.source.Backend;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.time.Clock;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends no requests to a backend while its circuit is open, if its configuration enables a circuit breaker. */
final class CircuitLayer implements Layer {
    private final Clock clock;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    CircuitLayer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        return (request, attempt) -> {
            Uni<Fetched> fetched = next.fetch(request, attempt);
            Backend backend = request.backend();
            return backend.circuitBreaker().enabled()
                    ? circuit(backend).guard(fetched, attempt.scope().call())
                    : fetched;
        };
    }

    private Circuit circuit(Backend backend) {
        return circuits.computeIfAbsent(backend.name(), name -> new Circuit(name, backend.circuitBreaker(), clock));
    }
}
