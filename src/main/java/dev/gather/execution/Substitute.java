package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceFailures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the value of a source, or of one of its elements, that failed: by nothing if it is {@code missing: null}, else by
 * the value of its {@code fallback}. Without either the source fails; so it does if its fallback cannot be evaluated.
 */
record Substitute(Source source, Judgement judgement) {
    /** Whether the failure has a replacement. Its fallback may still turn out to fail. */
    boolean exists(Failure failure) {
        return judgement.isNothing(failure)
                || source.rules()
                        .fallback()
                        .filter(fallback -> fallback.forgiving() || failure.code() != Code.EXPRESSION)
                        .filter(fallback -> failure.isReplaceable())
                        .filter(fallback -> fallback.value().isPresent() || !failure.isVerdict())
                        .isPresent();
    }

    /**
     * The outcome after a failure: its replacement, else the failure; if the fallback fails, a new failure.
     *
     * @param variables the variables that the fallback may use beside {@code $error}
     */
    Outcome outcome(Failure failure, Variables variables) {
        if (!exists(failure)) {
            return new Outcome.Failed(failure);
        }
        if (judgement.isNothing(failure)) {
            return new Outcome.Undelivered(List.of());
        }
        Optional<JsonTemplate> fallback = source.rules().fallback().flatMap(Source.Fallback::value);
        if (fallback.isEmpty()) {
            return new Outcome.Undelivered(List.of(failure));
        }
        try {
            Object value = fallback.get().evaluate(variables.with(ReservedVariables.ERROR, error(failure)));
            return new Outcome.Value(value, List.of(failure));
        } catch (EvaluationException e) {
            Failure ofFallback = SourceFailures.of(e, "the fallback: ");
            return new Outcome.Failed(ofFallback, List.of(failure, ofFallback));
        }
    }

    /** The value of {@code $error}. */
    private Map<String, @Nullable Object> error(Failure failure) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("source", source.name());
        error.put("code", failure.code().toString());
        Integer decided = failure.isVerdict() ? failure.status() : null;
        error.put("status", failure.answer().map(Failure.Answer::status).orElse(decided));
        error.put("message", failure.getMessage());
        failure.answer().map(Failure.Answer::body).ifPresent(body -> error.put("body", body));
        return error;
    }
}
