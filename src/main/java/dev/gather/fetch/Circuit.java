package dev.gather.fetch;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.logging.CurrentCall;
import dev.gather.logging.LoggedCall;
import dev.gather.time.Clock;
import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerEvents.StateTransition;
import io.smallrye.faulttolerance.core.stopwatch.RunningStopwatch;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * SmallRye's circuit breaker around the requests to one backend. SmallRye's own adapter for {@code Uni} ignores
 * cancellation and starts a thread; this one cancels the request, and reads the time from the {@link Clock}.
 */
final class Circuit {
    private static final Logger LOG = Logger.getLogger(Circuit.class);

    private final String backend;
    private final Duration delay;
    private final CircuitBreaker<Object> breaker;

    Circuit(String backend, GatherConfig.CircuitBreaker config, Clock clock) {
        this.backend = backend;
        this.delay = config.delay();
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

    /** The request; fails at once with {@link Code#CIRCUIT_OPEN}, without sending it, while the circuit is open. */
    <T> Uni<T> guard(Uni<T> request, LoggedCall call) {
        return Uni.createFrom().emitter(emitter -> run(request, call, emitter));
    }

    @SuppressWarnings("unchecked")
    private <T> void run(Uni<T> request, LoggedCall call, UniEmitter<? super T> emitter) {
        Completer<Object> result = Completer.create();
        FaultToleranceContext<Object> context = new FaultToleranceContext<>(
                () -> {
                    Cancellable inFlight = request.subscribe().with(result::complete, result::completeWithError);
                    emitter.onTermination(() -> end(inFlight, result));
                    return result.future();
                },
                true);
        context.registerEventHandler(StateTransition.class, changed -> CurrentCall.during(call, () -> log(changed)));
        Future<Object> guarded = breaker.apply(context);
        guarded.then((value, thrown) -> {
            if (thrown == null) {
                emitter.complete((T) value);
            } else {
                emitter.fail(failure(thrown));
            }
        });
    }

    /** Says when the circuit opens or closes. That one request tests the backend says nothing of it yet. */
    private void log(StateTransition changed) {
        if (changed == StateTransition.TO_OPEN) {
            LOG.warnf(
                    "%s: its circuit opens, after too many recent failures: it is asked for nothing for %s",
                    backend, delay);
        } else if (changed == StateTransition.TO_CLOSED) {
            LOG.warnf("%s: its circuit closes, since it answers again", backend);
        }
    }

    /**
     * A cancelled request counts as neither success nor failure: the breaker never gets its result. Only a trial request
     * must have one, or the breaker would never send another.
     */
    private void end(Cancellable inFlight, Completer<Object> result) {
        inFlight.cancel();
        if (breaker.currentState() == CircuitBreaker.STATE_HALF_OPEN) {
            result.completeWithError(Failure.temporary(Code.TIMEOUT, "the request was cancelled"));
        }
    }

    /** Whether the circuit breaker ignores the failure, since the backend is not at fault. */
    private static boolean isExpected(Throwable thrown) {
        return !(thrown instanceof Failure failure) || !failure.isBackendFault();
    }

    private static Throwable failure(Throwable thrown) {
        return thrown instanceof CircuitBreakerOpenException
                ? Failure.of(Code.CIRCUIT_OPEN, "no request was sent, after too many recent failures")
                : thrown;
    }

    private static RunningStopwatch stopwatch(Clock clock) {
        long start = clock.nanos();
        return () -> (clock.nanos() - start) / 1_000_000;
    }
}
