package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Missing;
import dev.gather.source.ReservedVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the value of a source, or of one of its elements, that failed: null if it is {@code missing: null}, else the
 * value of its {@code fallback}. Without either the source fails; so it does if its fallback cannot be evaluated.
 */
record Substitute(Source source) {
    /** Whether the failure has a replacement value. Its fallback may still turn out to fail. */
    boolean exists(Failure failure) {
        if (failure.code() == Code.MISSING && source.rules().missing() != Missing.FAILS) {
            return source.rules().missing() == Missing.NULL;
        }
        return source.rules().fallback().isPresent();
    }

    /**
     * The outcome after a failure: its replacement value, else the failure; if the fallback fails, a new failure with {@link
     * Code#EXPRESSION}.
     *
     * @param variables the variables that the fallback may use beside {@code $error}
     */
    Outcome outcome(Failure failure, Variables variables) {
        if (!exists(failure)) {
            return new Outcome.Failed(failure);
        }
        if (failure.code() == Code.MISSING && source.rules().missing() == Missing.NULL) {
            return new Outcome.Value(null, List.of());
        }
        try {
            Object value = source.rules()
                    .fallback()
                    .orElseThrow()
                    .evaluate(variables.with(ReservedVariables.ERROR, error(failure)));
            return new Outcome.Value(value, List.of(failure));
        } catch (EvaluationException e) {
            return new Outcome.Failed(Failure.of(Code.EXPRESSION, "the fallback: " + e.getMessage()));
        }
    }

    /** The value of {@code $error}. */
    private Map<String, @Nullable Object> error(Failure failure) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("source", source.name());
        error.put("code", failure.code().toString());
        error.put("status", failure.answer().map(Failure.Answer::status).orElse(null));
        error.put("body", failure.answer().map(Failure.Answer::body).orElse(null));
        error.put("message", failure.getMessage());
        return error;
    }
}
