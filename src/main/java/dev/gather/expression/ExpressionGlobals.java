package dev.gather.expression;

import dev.gather.evaluation.Evaluation;
import dev.gather.function.Functions;
import dev.gather.jsonata.Globals;
import org.jspecify.annotations.Nullable;

/** The surroundings of an expression: Gather's variables, the built-in functions and one fixed moment. */
final class ExpressionGlobals implements Globals {
    private final Variables variables;
    private final Evaluation evaluation;
    private final long millis = System.currentTimeMillis();

    ExpressionGlobals(Variables variables, Evaluation evaluation) {
        this.variables = variables;
        this.evaluation = evaluation;
    }

    @Override
    public Evaluation evaluation() {
        return evaluation;
    }

    @Override
    public @Nullable Object lookup(String name) {
        @Nullable Object value = variables.inHand(name);
        return value == Variables.ABSENT ? Functions.get(name, millis) : value;
    }
}
