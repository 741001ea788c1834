package dev.gather.sql;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.util.List;

/**
 * A statement with expressions between its pieces of text. The expressions' values are bound to placeholders, never inserted
 * as text.
 *
 * @param pieces the text before, between and after the expressions; one more than there are expressions
 * @param expressions the expressions in their order
 * @param places what the places of the expressions take, in the same order
 * @param use of its session
 * @param dialect of the statement
 * @param kinds the combinations of types for which it stays prepared
 * @param returning whether it answers with rows although it writes
 */
public record SqlStatement(
        List<String> pieces,
        List<Expression> expressions,
        List<ExpressionPlace> places,
        SessionUse use,
        Dialect dialect,
        StatementKinds kinds,
        boolean returning) {
    /**
     * Evaluates the expressions.
     *
     * @throws Failure if a value cannot be bound
     */
    BoundStatement bind(Variables variables) {
        Parameters parameters = new Parameters(dialect);
        for (int i = 0; i < expressions.size(); i++) {
            parameters.add(expressions.get(i).evaluate(variables), places.get(i));
        }
        return parameters.bound(this);
    }
}
