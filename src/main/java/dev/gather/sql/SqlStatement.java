package dev.gather.sql;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement with expressions between its pieces of text. The expressions' values are bound to placeholders, never inserted
 * as text.
 *
 * @param pieces the text before, between and after the expressions; one more than there are expressions
 * @param expressions the expressions in their order
 * @param counts those of LIMIT and OFFSET, as indexes
 * @param use of its session
 * @param kinds the combinations of types for which it stays prepared
 */
record SqlStatement(
        List<String> pieces, List<Expression> expressions, Set<Integer> counts, SessionUse use, StatementKinds kinds) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    /**
     * Evaluates the expressions.
     *
     * @throws Failure if a value cannot be bound
     */
    BoundStatement bind(Variables variables) {
        Parameters parameters = new Parameters();
        parameters.text(pieces.get(0));
        for (int i = 0; i < expressions.size(); i++) {
            Object value = expressions.get(i).evaluate(variables);
            parameters.value(counts.contains(i) ? count(value) : value);
            parameters.text(pieces.get(i + 1));
        }
        return parameters.bound(this);
    }

    /** MariaDB takes a number below zero for all rows. */
    private static Object count(@Nullable Object value) {
        if (value == null || !COUNT.matcher(value.toString()).matches()) {
            throw Failure.of(Failure.Code.UNSAFE_VALUE, "LIMIT and OFFSET take a whole number from 0 on");
        }
        return Long.parseLong(value.toString());
    }
}
