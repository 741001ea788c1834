package dev.gather.execution;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.json.Measured;
import dev.gather.source.SourceFailures;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a value that steps have wrapped again and again, within the limits of an expression. A value that is only
 * passed on is not looked into otherwise, and could become one that cannot be written.
 */
final class Nesting {
    /** The deepest value, as that of an expression. */
    private static final int MOST = 900;

    private final Evaluation evaluation;

    private Nesting(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * The outcome of a step; a failure if its value is too deep or too large.
     *
     * @param time how long looking may take
     */
    static Outcome checked(Outcome outcome, Supplier<Duration> time) {
        try {
            new Nesting(new Evaluation(time.get().toMillis())).check(outcome.value(), 0);
            return outcome;
        } catch (EvaluationException e) {
            return new Outcome.Failed(SourceFailures.of(e, ""));
        }
    }

    private void check(@Nullable Object value, int depth) {
        evaluation.grown(0, 1);
        if (depth + Measured.depth(value) > MOST) {
            throw Evaluation.tooDeep();
        }
        if (value instanceof Measured measured) {
            evaluation.grown(0, measured.valueCount() - 1L);
            return;
        }
        Collection<?> members = value instanceof Map<?, ?> object ? object.values() : elements(value);
        for (Object member : members) {
            check(member, depth + 1);
        }
    }

    private static Collection<?> elements(@Nullable Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }
}
