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

    /** What one attempt may take where the source has no timeout of its own. */
    Optional<Duration> timeout();

    /** The upstream or datasource that its requests go to. */
    Backend backend();

    /** Whether asking twice does no more than asking once, so that its requests may be repeated. */
    boolean repeatable();
}
