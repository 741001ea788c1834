package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Sequence;

/** A node of a compiled expression. Immutable; what varies from evaluation to evaluation is in the scope. */
abstract class Node {
    /** The node's value: in hand, where null is nothing. A query of one value is that value. */
    final Object evaluate(Object context, Scope scope) {
        Evaluation evaluation = scope.evaluation();
        evaluation.enter();
        Object result = compute(context, scope);
        evaluation.leave();
        return result instanceof Sequence sequence ? sequence.value() : result;
    }

    /** The node's value before that of a query becomes plain. */
    abstract Object compute(Object context, Scope scope);
}
