package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator between two values. */
abstract class Binary extends Node {
    private final Operands operands;

    /**
     * An operator and its two sides.
     *
     * @param offset where the operator stands in the expression's text, in characters from 0
     */
    record Operands(String operator, Node left, Node right, int offset) {}

    Binary(Operands operands) {
        this.operands = operands;
    }

    /** The result for two values in hand. */
    abstract @Nullable Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation);

    final String operator() {
        return operands.operator();
    }

    @Override
    final @Nullable Object compute(@Nullable Object context, Scope scope) {
        Object left = operands.left().evaluate(context, scope);
        Object right = operands.right().evaluate(context, scope);
        try {
            return apply(left, right, scope.evaluation());
        } catch (EvaluationException e) {
            throw e.in(Optional.empty(), operands.offset());
        }
    }
}
