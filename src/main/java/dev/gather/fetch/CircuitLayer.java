package dev.gather.fetch;

import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Fetch;
import dev.gather.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leaves a backend alone while its circuit is open, where its configuration has a circuit breaker. */
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
    public Fetch around(Fetch next, Wish wish) {
        return wish.call()
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
