package dev.gather.sql;

import dev.gather.expression.Expression;
import java.util.List;

/**
 * A query with expressions between its pieces of text. The expressions' values are bound to placeholders, never inserted
 * as text.
 *
 * @param pieces the text before, between and after the expressions; one more than there are expressions
 * @param expressions the expressions in their order
 * @param use of its session
 * @param kinds the combinations of types for which it stays prepared
 */
record SqlStatement(List<String> pieces, List<Expression> expressions, SessionUse use, StatementKinds kinds) {}
