package dev.gather.source;

import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.time.Duration;
import java.util.Optional;

/** What a resolved source asks, with the values of one execution still to be filled in. */
public interface Call {
    /**
     * Fills the values in.
     *
     * @return the request, or nothing where a value that the question turns on is null: there is then nothing to ask for
     * @throws dev.gather.evaluation.EvaluationException if an expression cannot be evaluated
     * @throws Failure if a value cannot stand where it would go
     */
    Optional<Request> render(Variables variables);

    /** The time that one attempt may take where the source does not say it. */
    Optional<Duration> timeout();

    /** Whom its requests go to. */
    Backend backend();

    /** Whether its requests are {@link Request#repeatable}. */
    boolean repeatable();
}
