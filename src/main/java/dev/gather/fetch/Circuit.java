package dev.gather.fetch;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.time.Clock;
import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.stopwatch.RunningStopwatch;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * SmallRye's circuit breaker around the requests to one backend. Its own face for {@code Uni} does not pass cancellation
 * on and starts a thread; this one stops what is cancelled, and takes the time from the {@link Clock}.
 */
final class Circuit {
    private final CircuitBreaker<Object> breaker;

    Circuit(String backend, GatherConfig.CircuitBreaker config, Clock clock) {
        this.breaker = new CircuitBreaker<>(
                FaultToleranceContext::call,
                backend,
                Circuit::isExpected,
                config.delay().toMillis(),
                config.requests(),
                config.failureRatio(),
                1,
                () -> stopwatch(clock),
                NoTimer.INSTANCE);
    }

    /** The work, or a failure at once while the circuit is open. */
    <T> Uni<T> guard(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> run(work, emitter));
    }

    @SuppressWarnings("unchecked")
    private <T> void run(Uni<T> work, UniEmitter<? super T> emitter) {
        Completer<Object> result = Completer.create();
        FaultToleranceContext<Object> request = new FaultToleranceContext<>(
                () -> {
                    Cancellable atWork = work.subscribe().with(result::complete, result::completeWithError);
                    emitter.onTermination(() -> end(atWork, result));
                    return result.future();
                },
                true);
        Future<Object> guarded = breaker.apply(request);
        guarded.then((value, thrown) -> {
            if (thrown == null) {
                emitter.complete((T) value);
            } else {
                emitter.fail(told(thrown));
            }
        });
    }

    /**
     * Cancelled work says nothing of the backend: the breaker is left waiting for its result. Only a trial request has to
     * have one, so that another follows after the delay.
     */
    private void end(Cancellable atWork, Completer<Object> result) {
        atWork.cancel();
        if (breaker.currentState() == CircuitBreaker.STATE_HALF_OPEN) {
            result.completeWithError(Failure.temporary(Code.TIMEOUT, "the request was cancelled"));
        }
    }

    /** True for failures that are not the backend's fault. */
    private static boolean isExpected(Throwable thrown) {
        return !(thrown instanceof Failure failure) || !failure.isOfBackend();
    }

    private static Throwable told(Throwable thrown) {
        return thrown instanceof CircuitBreakerOpenException
                ? Failure.of(Code.CIRCUIT_OPEN, "it was not asked, after too many failures just before")
                : thrown;
    }

    private static RunningStopwatch stopwatch(Clock clock) {
        long start = clock.nanos();
        return () -> (clock.nanos() - start) / 1_000_000;
    }
}
