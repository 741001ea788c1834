package dev.gather.jsonata;

import dev.gather.evaluation.Items;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions, blocks and the binding of variables. */
final class Control {
    private Control() {}

    /** {@code a ? b : c}. */
    static final class Condition extends Node {
        private final Node condition;
        private final Node then;
        private final @Nullable Node otherwise;

        /** @param otherwise null if there is no such branch */
        Condition(Node condition, Node then, @Nullable Node otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            if (Items.isTrue(condition.evaluate(context, scope), scope.evaluation())) {
                return then.evaluate(context, scope);
            }
            return otherwise == null ? null : otherwise.evaluate(context, scope);
        }
    }

    /** {@code (a; b)}, whose variables are its own. */
    static final class Block extends Node {
        private final List<Node> expressions;

        Block(List<Node> expressions) {
            this.expressions = List.copyOf(expressions);
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            Scope inner = new Scope(scope);
            Object result = null;
            for (Node expression : expressions) {
                result = expression.evaluate(context, inner);
            }
            return result;
        }
    }

    /** {@code $name := value}. */
    static final class Bind extends Node {
        private final String name;
        private final Node value;

        Bind(String name, Node value) {
            this.name = name;
            this.value = value;
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            Object bound = value.evaluate(context, scope);
            scope.bind(name, bound);
            return bound;
        }
    }
}
