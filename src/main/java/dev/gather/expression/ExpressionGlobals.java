package dev.gather.expression;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
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
        if (variables.has(name)) {
            return variables.isNothing(name) ? null : Items.read(variables.get(name));
        }
        return Functions.get(name, millis);
    }
}
