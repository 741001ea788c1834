package dev.gather.fetch;

import dev.gather.cache.AnswerStore;
import dev.gather.cache.CachePolicy;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetch;
import dev.gather.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Gives answers again, as {@code cache} of a source says: see {@link Lookup}. */
final class CacheLayer implements Layer {
    private final AnswerStores stores;
    private final Clock clock;

    CacheLayer(AnswerStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Set<String> keys() {
        return Set.of(CacheOptions.CACHE, CacheOptions.STALE_IF_ERROR);
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        Optional<CachePolicy> policy = new CacheOptions(options).read();
        return policy.isEmpty() || stores.isOff() ? next : caching(next, policy.get());
    }

    private Fetch caching(Fetch next, CachePolicy policy) {
        AnswerStore store = stores.store();
        long source = store.newSource();
        return (request, attempt) -> {
            Optional<Cacheable> cacheable = request.cacheable().filter(known -> !policy.isForBackend(known));
            return cacheable.isEmpty()
                    ? next.fetch(request, attempt)
                    : new Lookup(store, policy, source, cacheable.get(), clock).answer(next, request, attempt);
        };
    }
}
