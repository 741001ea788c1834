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

/**
 * Decides what becomes of a source, or of one of its elements, that failed: its value is null where {@code missing} says
 * so, else that of the {@code fallback}. Where there is neither, or the fallback cannot be evaluated, the source has failed.
 *
 * @param source the source that failed
 */
record Substitute(Source source) {
    /** Whether a value takes the place of what failed. A fallback that cannot be evaluated is found out later. */
    boolean exists(Failure failure) {
        if (failure.code() == Code.MISSING && source.rules().missing() != Missing.FAILS) {
            return source.rules().missing() == Missing.NULL;
        }
        return source.rules().fallback().isPresent();
    }

    /**
     * The outcome of what failed.
     *
     * @param variables what the fallback may name beside {@code $error}
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

    /** What expressions see as {@code $error}. */
    private Map<String, Object> error(Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("source", source.name());
        error.put("code", failure.code().toString());
        error.put("status", failure.status().isPresent() ? failure.status().getAsInt() : null);
        error.put("message", failure.getMessage());
        return error;
    }
}
