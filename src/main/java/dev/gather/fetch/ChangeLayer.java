package dev.gather.fetch;

import dev.gather.cache.AnswerStore;
import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.Reuse;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** Ends what is kept of a resource after each request that may have changed it, whatever comes of further attempts. */
final class ChangeLayer implements Layer {
    private static final Set<Reuse> CHANGING = Set.of(Reuse.NEVER, Reuse.WHERE_SAID);

    private final AnswerStores stores;

    ChangeLayer(AnswerStores stores) {
        this.stores = stores;
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        boolean keeps = new CacheOptions(options).silent().read().isPresent();
        boolean changes = options.call()
                .filter(call -> call.hasStatus() && CHANGING.contains(call.reuse()))
                .isPresent();
        return changes && !keeps && !stores.isOff() ? (request, attempt) -> changing(next, request, attempt) : next;
    }

    private Uni<Fetched> changing(Fetch next, Request request, Attempt attempt) {
        Optional<AnswerStore> store = stores.made();
        return store.isEmpty()
                ? next.fetch(request, attempt)
                : next.fetch(request.detailed(), attempt)
                        .onItem()
                        .invoke(fetched -> changed(store.get(), request, fetched.response()))
                        .onFailure(Failure.class)
                        .invoke(thrown -> failed(store.get(), request, thrown))
                        .onCancellation()
                        .invoke(() -> changed(store.get(), request, Optional.empty()));
    }

    /** A request without an answer may have been done all the same. */
    private static void failed(AnswerStore store, Request request, Failure failure) {
        if (failure.answer().isEmpty()) {
            changed(store, request, Optional.empty());
        }
    }

    private static void changed(AnswerStore store, Request request, Optional<Fetched.Response> answer) {
        request.changed(answer).forEach(store::changed);
    }
}
