package dev.gather.fetch;

import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.time.Clock;
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
        return options.call()
                .map(Call::backend)
                .filter(backend -> backend.circuitBreaker().enabled())
                .map(this::circuit)
                .<Fetch>map(circuit -> (request, attempt) -> circuit.guard(next.fetch(request, attempt)))
                .orElse(next);
    }

    private Circuit circuit(Backend backend) {
        return circuits.computeIfAbsent(backend.name(), name -> new Circuit(name, backend.circuitBreaker(), clock));
    }
}
