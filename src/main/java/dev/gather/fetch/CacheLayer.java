package dev.gather.fetch;

import dev.gather.cache.AnswerStore;
import dev.gather.cache.CachePolicy;
import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.Reuse;
import dev.gather.time.Clock;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers again, as {@code cache} of a source says: see {@link Lookup}. Requests that change something at an upstream end
 * what is kept about it.
 */
final class CacheLayer implements Layer {
    private final long bytes;
    private final Clock clock;
    /** Made for the first source that keeps its answers: a function without such sources does not pay for it. */
    private final AtomicReference<@Nullable AnswerStore> made = new AtomicReference<>();

    /** @param bytes the memory that all answers that are kept may take; at 0 none is kept */
    CacheLayer(long bytes, Clock clock) {
        this.bytes = bytes;
        this.clock = clock;
    }

    @Override
    public Set<String> keys() {
        return Set.of(CacheOptions.CACHE, CacheOptions.STALE_IF_ERROR);
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        Optional<CachePolicy> policy = new CacheOptions(options).read();
        if (bytes == 0) {
            return next;
        }
        if (policy.isPresent()) {
            return caching(next, policy.get());
        }
        boolean changes = options.call()
                .filter(call -> call.hasStatus() && call.reuse() == Reuse.NEVER)
                .isPresent();
        return changes ? (request, attempt) -> changing(next, request, attempt) : next;
    }

    private Fetch caching(Fetch next, CachePolicy policy) {
        AnswerStore store = store();
        long source = store.newSource();
        return (request, attempt) -> {
            Optional<Cacheable> cacheable = request.cacheable().filter(known -> !policy.isForBackend(known));
            return cacheable.isEmpty()
                    ? next.fetch(request, attempt)
                    : new Lookup(store, policy, source, cacheable.get(), clock).answer(next, request, attempt);
        };
    }

    private AnswerStore store() {
        AnswerStore known = made.get();
        if (known == null) {
            made.compareAndSet(null, new AnswerStore(bytes));
            known = made.get();
        }
        return Objects.requireNonNull(known);
    }

    private Uni<Fetched> changing(Fetch next, Request request, Attempt attempt) {
        AnswerStore store = made.get();
        return store == null
                ? next.fetch(request, attempt)
                : next.fetch(request.detailed(), attempt)
                        .onItem()
                        .invoke(fetched -> request.changed(fetched.response()).forEach(store::changed))
                        .onFailure(Failure.class)
                        .invoke(thrown -> changed(store, request, thrown))
                        .onCancellation()
                        .invoke(() -> request.changed(Optional.empty()).forEach(store::changed));
    }

    /** A request without an answer may have been done all the same. */
    private static void changed(AnswerStore store, Request request, Failure failure) {
        if (failure.answer().isEmpty()) {
            request.changed(Optional.empty()).forEach(store::changed);
        }
    }
}
