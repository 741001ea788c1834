package dev.gather.fetch;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.Call;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Paged;
import dev.gather.source.Request;
import dev.gather.source.SourceFailures;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fetches page after page, and makes one list of them. Each page has its own retries; {@code total-timeout} is for all of
 * them. A page that fails is the failure of all.
 */
final class PageLayer implements Layer {
    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        if (pages(options).isEmpty()) {
            return next;
        }
        String source = options.source().name();
        return (request, attempt) -> Uni.createFrom()
                .deferred(() -> new Pages(next, request, attempt).all())
                .onFailure()
                .transform(thrown ->
                        SourceFailures.of(source, thrown, attempt.scope().call()));
    }

    @Override
    public Cost cost(Cost next, LayerOptions options) {
        return pages(options).isPresent() ? next.repeated(pages(options).getAsInt(), Duration.ZERO) : next;
    }

    private static OptionalInt pages(LayerOptions options) {
        return options.call().map(Call::pages).orElse(OptionalInt.empty());
    }

    /** The pages of one request. Confined to one event loop. */
    private static final class Pages {
        private final Fetch next;
        private final Attempt attempt;
        private final List<Object> items = new ArrayList<>();
        private final Set<String> asked = new HashSet<>();
        private final Set<String> warnings = new TreeSet<>();
        private Optional<Request> following;
        private int count;
        private long amount;

        Pages(Fetch next, Request first, Attempt attempt) {
            this.next = next;
            this.attempt = attempt;
            this.following = Optional.of(first);
        }

        Uni<Fetched> all() {
            return Uni.createFrom()
                    .deferred(this::page)
                    .repeat()
                    .whilst(page -> following.isPresent())
                    .collect()
                    .last()
                    .onItem()
                    .transform(this::whole);
        }

        private Uni<Fetched> page() {
            Request request = following.orElseThrow();
            asked.add(request.key());
            count++;
            return next.fetch(request, attempt)
                    .onFailure(Failure.class)
                    .transform(this::failed)
                    .onItem()
                    .invoke(page -> add(page, request.paged().orElseThrow()));
        }

        /** A later page that is missing does not mean that the whole is. */
        private Throwable failed(Throwable thrown) {
            Failure failure = (Failure) thrown;
            if (count == 1 || failure.code() != Code.MISSING) {
                return failure;
            }
            Failure broken = Failure.of(Code.STATUS, failure.getMessage() + ", for page " + count);
            return failure.answer().map(broken::answered).orElse(broken);
        }

        private void add(Fetched page, Paged paged) {
            List<?> more = paged.items(page);
            items.addAll(more.subList(0, Math.min(more.size(), paged.maxItems() - items.size())));
            amount += page.amount();
            warnings.addAll(page.warnings());
            following = items.size() == paged.maxItems() ? Optional.empty() : paged.next(page);
            following.ifPresent(request -> check(request, paged));
        }

        private void check(Request request, Paged paged) {
            if (asked.contains(request.key())) {
                throw Failure.of(Code.MALFORMED, "the page after page " + count + " is one that was read already");
            }
            if (count == paged.pages()) {
                throw Failure.of(
                        Code.TOO_LARGE,
                        "there are more pages than pages of paginate allows, which is " + count
                                + "; max-items takes so many elements and leaves out the others");
            }
        }

        private Fetched whole(Fetched last) {
            return new Fetched(items, last.response(), amount, last.unit(), warnings);
        }
    }
}
