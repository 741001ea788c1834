package dev.gather.fetch;

import dev.gather.cache.AnswerStore;
import dev.gather.cache.CachePolicy;
import dev.gather.cache.Entry;
import dev.gather.cache.KeptAnswer;
import dev.gather.cache.Moment;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.CacheUse;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.time.Clock;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Answers a request with what is kept, as long as that is fresh; otherwise it asks the backend, and keeps its answer. If the
 * backend fails, what is kept may be given a while longer. Failures are never kept.
 */
final class Lookup {
    private static final Logger LOG = Logger.getLogger(Lookup.class);
    private static final int NOT_MODIFIED = 304;
    private static final int GATEWAY_TIMEOUT = 504;

    /** Further failures after which an answer that is no longer fresh is better than none. */
    private static final Set<Code> OF_BACKEND = Set.of(Code.CIRCUIT_OPEN, Code.MALFORMED);

    private final AnswerStore store;
    private final CachePolicy policy;
    private final AnswerStore.Key key;
    private final Cacheable cacheable;
    private final Clock clock;

    /** @param source the source's number in the store */
    Lookup(AnswerStore store, CachePolicy policy, long source, Cacheable cacheable, Clock clock) {
        this.store = store;
        this.policy = policy;
        this.key = new AnswerStore.Key(source, cacheable.key());
        this.cacheable = cacheable;
        this.clock = clock;
    }

    /** The answer; each subscription looks anew. */
    Uni<Fetched> answer(Fetch next, Request request, Attempt attempt) {
        return Uni.createFrom().deferred(() -> new Asking(next, request, attempt).answer());
    }

    /** One look at what is kept. */
    private final class Asking {
        private final Fetch next;
        private final Request request;
        private final Attempt attempt;
        private final Moment asked = Moment.now(clock);
        private final int version = store.version(cacheable.resource());
        private final Optional<Entry> kept = store.find(key, cacheable.resource());

        Asking(Fetch next, Request request, Attempt attempt) {
            this.next = next;
            this.request = request;
            this.attempt = attempt;
        }

        Uni<Fetched> answer() {
            CachePolicy.Use use =
                    kept.map(entry -> policy.use(entry, cacheable, asked)).orElse(CachePolicy.Use.NONE);
            return switch (use) {
                case FRESH -> given(CacheUse.HIT);
                case STALE -> given(CacheUse.STALE);
                case STALE_WHILE_ASKING -> {
                    Uni<Fetched> stale = given(CacheUse.STALE);
                    askInBackground();
                    yield stale;
                }
                case NONE -> policy.isForCacheOnly(cacheable) ? Uni.createFrom().failure(Asking::notKept) : asked();
            };
        }

        private Uni<Fetched> given(CacheUse use) {
            attempt.countCached(use);
            Entry entry = kept.orElseThrow();
            return Uni.createFrom().item(read(entry));
        }

        private Fetched read(Entry entry) {
            return entry.answer().read(request, attempt, policy.shownAge(entry, Moment.now(clock)));
        }

        private static Failure notKept() {
            return Failure.of(Code.STATUS, "the request is for an answer that is kept, and there is none")
                    .answered(new Failure.Answer(GATEWAY_TIMEOUT, Optional.empty(), null));
        }

        /** The execution does not wait for it, and ends it when it ends itself. */
        private void askInBackground() {
            attempt.scope()
                    .inBackground(fetched()
                            .subscribe()
                            .with(fetched -> {}, thrown -> LOG.debug("an answer was not renewed", thrown)));
        }

        private Uni<Fetched> asked() {
            return fetched().onFailure(Failure.class).recoverWithUni(thrown -> failed(thrown));
        }

        /** The backend's answer, which is then kept. */
        private Uni<Fetched> fetched() {
            Map<String, String> conditions = kept.map(policy::conditions).orElse(Map.of());
            Request sent = policy.isByHeaders() ? request.detailed() : request;
            if (conditions.isEmpty()) {
                return next.fetch(sent, attempt).onItem().invoke(this::keep);
            }
            return next.fetch(sent.conditional(conditions), attempt)
                    .onItem()
                    .transformToUni(fetched -> validated(fetched, sent));
        }

        private Uni<Fetched> validated(Fetched fetched, Request sent) {
            Optional<Fetched.Response> notModified =
                    fetched.response().filter(response -> response.status() == NOT_MODIFIED);
            if (notModified.isEmpty()) {
                keep(fetched);
                return Uni.createFrom().item(fetched);
            }
            Optional<Entry> valid = policy.validated(kept.orElseThrow(), notModified.get(), asked, Moment.now(clock));
            if (valid.isEmpty()) {
                return next.fetch(sent, attempt).onItem().invoke(this::keep);
            }
            attempt.countCached(CacheUse.REVALIDATED);
            store.put(key, valid.get());
            return Uni.createFrom().item(read(valid.get()));
        }

        private void keep(Fetched fetched) {
            attempt.countCached(CacheUse.MISS);
            if (!policy.mayBeKept(cacheable, fetched.response()) || store.isTooLarge(fetched)) {
                store.remove(key);
                return;
            }
            Optional<Entry> entry =
                    policy.entry(cacheable, KeptAnswer.of(request, fetched), asked, Moment.now(clock), version);
            entry.ifPresentOrElse(found -> store.put(key, found), () -> store.remove(key));
        }

        private Uni<Fetched> failed(Failure failure) {
            if (isVerdict(failure)) {
                store.remove(key);
            } else if (isOfBackend(failure)
                    && kept.filter(entry -> policy.mayBeGivenOnFailure(entry, Moment.now(clock)))
                            .isPresent()) {
                return given(CacheUse.STALE);
            }
            attempt.countCached(CacheUse.MISS);
            return Uni.createFrom().failure(failure);
        }

        /** Whether the backend has said that what is kept is no longer so. */
        private static boolean isVerdict(Failure failure) {
            return !isOfBackend(failure) && (failure.answer().isPresent() || failure.code() == Code.MISSING);
        }

        private static boolean isOfBackend(Failure failure) {
            return failure.isTemporary() || failure.isBackendFault() || OF_BACKEND.contains(failure.code());
        }
    }
}
