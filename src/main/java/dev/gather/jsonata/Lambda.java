package dev.gather.jsonata;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.function.Signature;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** <code>function($a, $b) { … }</code>: a function that sees the scope around it. */
final class Lambda extends Node {
    private final List<String> parameters;
    private final Optional<Signature> signature;
    private final Node body;

    Lambda(List<String> parameters, Optional<Signature> signature, Node body) {
        this.parameters = List.copyOf(parameters);
        this.signature = signature;
        this.body = body;
    }

    @Override
    Object compute(@Nullable Object context, Scope scope) {
        return new Closure(this, context, scope);
    }

    private record Closure(Lambda lambda, @Nullable Object context, Scope scope) implements Callable {
        @Override
        public @Nullable Object call(
                List<@Nullable Object> arguments, @Nullable Object callContext, Evaluation evaluation) {
            List<@Nullable Object> checked = lambda.signature
                    .map(signature -> signature.check(arguments, callContext, evaluation))
                    .orElse(arguments);
            Scope inner = new Scope(scope);
            for (int i = 0; i < lambda.parameters.size(); i++) {
                inner.bind(lambda.parameters.get(i), i < checked.size() ? checked.get(i) : null);
            }
            return lambda.body.evaluate(context, inner);
        }

        @Override
        public int arity() {
            return lambda.parameters.size();
        }
    }
}
