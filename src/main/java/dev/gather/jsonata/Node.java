package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Sequence;
import org.jspecify.annotations.Nullable;

/** A node of a compiled expression. Immutable: all that changes between evaluations is in the scope. */
abstract class Node {
    /** The node's value in hand; a query's single result is that value itself. */
    final @Nullable Object evaluate(@Nullable Object context, Scope scope) {
        Evaluation evaluation = scope.evaluation();
        evaluation.enter();
        Object result = compute(context, scope);
        evaluation.leave();
        return result instanceof Sequence sequence ? sequence.value() : result;
    }

    /** The node's value, for a query as a {@link Sequence}. */
    abstract @Nullable Object compute(@Nullable Object context, Scope scope);
}
