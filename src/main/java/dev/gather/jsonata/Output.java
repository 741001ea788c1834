package dev.gather.jsonata;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Numbers;
import dev.gather.evaluation.Range;
import dev.gather.json.Measured;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that the value of an expression is JSON. */
final class Output {
    /** The JSON writer allows little more. */
    private static final int MAX_DEPTH = 900;

    private final Evaluation evaluation;

    private Output(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * The value as JSON has it.
     *
     * @throws EvaluationException if it contains a function that was not called, or nests too deeply
     */
    static @Nullable Object of(Object value, Evaluation evaluation) {
        Object result = Items.store(value);
        new Output(evaluation).check(result, 0);
        return result;
    }

    private void check(@Nullable Object value, int depth) {
        evaluation.grown(0, 1);
        if (depth > MAX_DEPTH) {
            throw Evaluation.tooDeep();
        }
        if (value instanceof Double number) {
            Numbers.checkRange(number);
        } else if (value != null && !isScalar(value)) {
            checkWithin(value, depth);
        }
    }

    /** Most values are of these classes, which are told apart faster than interfaces. */
    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private void checkWithin(Object value, int depth) {
        if (value instanceof Callable) {
            throw new EvaluationException("the value is a function: call it with ()");
        }
        if (value instanceof Measured measured) {
            checkMeasured(measured, depth);
        } else if (value instanceof Map<?, ?> object) {
            object.values().forEach(member -> check(member, depth + 1));
        } else if (value instanceof Range range) {
            evaluation.grown(range.size(), range.size());
        } else if (value instanceof List<?> list) {
            list.forEach(element -> check(element, depth + 1));
        }
    }

    private void checkMeasured(Measured measured, int depth) {
        if (depth + measured.depth() > MAX_DEPTH) {
            throw Evaluation.tooDeep();
        }
        evaluation.grown(0, measured.valueCount() - 1L);
    }
}
