package dev.gather.sql;

import dev.gather.expression.Choice;
import dev.gather.expression.Expression;
import dev.gather.expression.Member;
import dev.gather.expression.Reference;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a source's statement can be: one statement for each combination of what its {@code $oneOf}s choose. All of them are known when
 * it is loaded, so that nothing else of a choice reaches the SQL than which one it is.
 *
 * @param selectors the expressions that choose, in their order
 * @param all the statements; the choices of the last selector change the fastest
 */
record StatementForms(List<Expression> selectors, List<SqlStatement> all) {
    private static final String INPUT = "input";

    /**
     * Evaluates the expressions of the statement that is chosen.
     *
     * @throws Failure if there is no such choice, which is the caller's fault, or a value cannot be bound
     */
    BoundStatement bind(Variables variables) {
        int index = 0;
        for (Expression selector : selectors) {
            index = index * selector.choices().size() + chosen(selector, variables);
        }
        return all.get(index).bind(variables);
    }

    /** Whether one of them depends on the state of its session, or may change it. */
    boolean usesSession() {
        return all.stream().anyMatch(statement -> statement.use() != SessionUse.NONE);
    }

    /** Whether one of them answers with rows although it writes. */
    boolean isReturning() {
        return all.stream().anyMatch(SqlStatement::returning);
    }

    private static int chosen(Expression selector, Variables variables) {
        Object text = selector.evaluate(variables);
        List<String> texts = selector.choices().stream().map(Choice::text).toList();
        int index = text == null ? -1 : texts.indexOf(text);
        if (index < 0) {
            throw unknown(selector);
        }
        return index;
    }

    private static Failure unknown(Expression selector) {
        String keys = selector.choices().stream()
                .map(choice -> "\"" + choice.key() + "\"")
                .collect(Collectors.joining(", "));
        Violation violation = new Violation(pointer(selector.members()), "it has to be one of " + keys);
        return Failure.invalidInput("the input is not valid", List.of(violation))
                .irreplaceable();
    }

    /** The place in the input that the key comes from, if it is a single one. */
    private static String pointer(List<Member> members) {
        return members.size() == 1 && members.get(0).variable().equals(INPUT)
                ? members.get(0).path().stream()
                        .map(Reference::name)
                        .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                        .collect(Collectors.joining())
                : "";
    }
}
