package dev.gather.fetch;

import dev.gather.cache.AnswerStore;
import dev.gather.cache.CachePolicy;
import dev.gather.cache.KeptValue;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.fetch.Flight.Landing;
import dev.gather.fetch.Flight.Seat;
import dev.gather.source.Attempt;
import dev.gather.source.CacheUse;
import dev.gather.source.Cacheable;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.time.EventLoop;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends equal requests of a source that keeps its answers once, also if they are of different executions: those that are made
 * while one is in flight wait for its answer, each within its own timeout. Retries stay with each of them, and everything that
 * protects the backend is around the one that is sent.
 */
final class SharingLayer implements Layer {
    /** How often a request waits for that of another before it is sent itself. */
    private static final int WAITS = 2;

    /** Failures by the limits of the execution whose request it was: another may well be answered. */
    private static final Set<Code> OF_EXECUTION = Set.of(Code.TIMEOUT, Code.TOO_LARGE, Code.UNKNOWN, Code.INTERNAL);

    private final AnswerStores stores;
    private final RetryBudgets budgets;

    SharingLayer(AnswerStores stores, RetryBudgets budgets) {
        this.stores = stores;
        this.budgets = budgets;
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Fetch around(Fetch next, LayerOptions options) {
        Optional<CachePolicy> policy = new CacheOptions(options).silent().read();
        return policy.isEmpty() || stores.isOff()
                ? next
                : new Sharing(
                        next, policy.get(), stores.store(), budgets, options.timeout(), new ConcurrentHashMap<>());
    }

    /**
     * The requests of one source.
     *
     * @param policy which answers may be given to others
     * @param store knows which resources have changed: nobody is given an answer that was asked for before
     * @param budgets get back what a request earned that is not sent
     * @param timeout of an attempt, if the source says one
     * @param flights the requests that have been sent and not answered, by their keys
     */
    private record Sharing(
            Fetch next,
            CachePolicy policy,
            AnswerStore store,
            RetryBudgets budgets,
            Optional<Duration> timeout,
            Map<String, Flight> flights)
            implements Fetch {
        @Override
        public Uni<Fetched> fetch(Request request, Attempt attempt) {
            Optional<Cacheable> cacheable = request.cacheable();
            if (cacheable.filter(policy::mayBeShared).isEmpty()) {
                return next.fetch(request, attempt);
            }
            Optional<Duration> own = timeout.isPresent() ? timeout : request.timeout();
            Uni<Fetched> answer =
                    new Passenger(this, request, attempt, cacheable.get(), key(cacheable.get())).fetched(WAITS);
            return attempt.scope().deadline().limit(answer, own, attempt::late);
        }

        private String key(Cacheable cacheable) {
            return store.version(cacheable.resource()) + " " + cacheable.key();
        }
    }

    /** One who needs the answer to a request. */
    private record Passenger(Sharing sharing, Request request, Attempt attempt, Cacheable cacheable, String key) {
        /** @param waits how often it may still wait for the request of another */
        Uni<Fetched> fetched(int waits) {
            return waits == 0
                    ? sharing.next().fetch(request, attempt)
                    : Uni.createFrom()
                            .<Landing>emitter(emitter -> board(new Seat(EventLoop.here(), emitter)))
                            .onItem()
                            .transformToUni(landing -> fetched(landing, waits));
        }

        private void board(Seat seat) {
            Flight flight = sharing.flights()
                    .compute(
                            key,
                            (same, waiting) ->
                                    waiting != null && waiting.board(seat) ? waiting : new Flight(seat, request));
            seat.emitter().onTermination(() -> leave(flight, seat));
            if (flight.isOf(seat)) {
                flight.start(sharing.next().fetch(request, attempt));
            } else {
                attempt.countCached(CacheUse.SHARED);
                sharing.budgets().of(request.backend()).takeBack();
            }
        }

        /** Nobody else boards what has ended, or what somebody has waited for in vain. */
        private void leave(Flight flight, Seat seat) {
            sharing.flights().remove(key, flight);
            flight.leave(seat, attempt.left(), attempt.scope().deadline().clock());
        }

        private Uni<Fetched> fetched(Landing landing, int waits) {
            if (landing instanceof Landing.Answered own) {
                return Uni.createFrom().item(own.fetched());
            }
            if (landing instanceof Landing.Failed own) {
                return Uni.createFrom().failure(own.thrown());
            }
            if (landing instanceof Landing.Shared shared) {
                if (!sharing.policy().mayBeShared(cacheable, shared.answer())) {
                    return fetched(0);
                }
                return Uni.createFrom().item(shared.answer().read(request, attempt, Optional.empty()));
            }
            Landing.FailedForAll failed = (Landing.FailedForAll) landing;
            return failed.thrown() instanceof Failure failure && !OF_EXECUTION.contains(failure.code())
                    ? Uni.createFrom().failure(own(failure, failed.body()))
                    : fetched(waits - 1);
        }

        /** A failure that shares nothing of the upstream's answer with others. */
        private Failure own(Failure failure, KeptValue body) {
            return failure.answer()
                    .map(answer -> failure.answered(new Failure.Answer(
                            answer.status(), answer.retryAfter(), body.read(attempt.lastingMemory()))))
                    .orElse(failure);
        }
    }
}
