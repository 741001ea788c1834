package dev.gather.sql;

import dev.gather.expression.Expression;
import java.util.List;

/**
 * A query between whose pieces of text stand expressions. Values never become text: each is bound to a placeholder.
 *
 * @param pieces the text before, between and after the expressions; one more than there are expressions
 * @param expressions the expressions in their order
 * @param use what it has to do with its session
 * @param kinds the types of values for which it stays prepared
 */
record SqlStatement(List<String> pieces, List<Expression> expressions, SessionUse use, StatementKinds kinds) {}
