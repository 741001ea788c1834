package dev.gather.fetch;

import dev.gather.source.Attempt;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sends equal requests of a source once, unless they write: all that are made before the first is sent share its answer.
 * Only {@code forEach} makes several, and makes all of them before it sends one. This is the outermost layer, since whoever
 * runs a source recognizes equal requests by their {@code Uni}, which is the same.
 */
final class CoalesceLayer implements Layer {
    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        return options.source().has("forEach") ? new Coalescing(next) : next;
    }

    /** The requests of one source. {@code HashMap} orders keys with colliding hashes, since strings are comparable. */
    private record Coalescing(Fetch next) implements Fetch {
        @Override
        public Uni<Fetched> fetch(Request request, Attempt attempt) {
            if (!request.isShared()) {
                return next.fetch(request, attempt);
            }
            Map<String, Uni<Fetched>> answers = attempt.scope().kept(this, HashMap::new);
            return answers.computeIfAbsent(
                    request.key(), key -> Uni.createFrom().deferred(() -> {
                        answers.remove(key);
                        return next.fetch(request, attempt);
                    }));
        }
    }
}
