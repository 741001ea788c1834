package dev.gather.sql;

import dev.gather.expression.Choice;
import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Template.Hole;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a source's statement with all that its {@code $oneOf}s choose from. Each choice is checked on its own, and each combination
 * as a whole.
 *
 * @param scalar the statement as written
 * @param rules what the statement may be; new ones for each combination
 * @param ansiQuotes whether texts between double quotes are names
 */
record StatementReader(
        YamlScalar scalar, Problems problems, Supplier<? extends StatementRules> rules, boolean ansiQuotes) {
    private static final int MAX_FORMS = 256;
    private static final String OPEN = "{%";

    /** The statement; empty if a problem was noted. */
    Optional<StatementForms> read(Template template) {
        return checkChoices(template) ? forms(template) : Optional.empty();
    }

    /** A scanner of the statement or of a part of it. */
    SqlScanner scanner() {
        return new SqlScanner(ansiQuotes);
    }

    /** Notes a problem at an offset of the statement as written. */
    void problem(int offset, String fault, String remedy) {
        problems.addWithin(scalar, offset, fault, remedy);
    }

    private Optional<StatementForms> forms(Template template) {
        StatementKinds kinds = new StatementKinds();
        List<SqlStatement> statements = new ArrayList<>();
        for (ChosenText text : ChosenText.all(template)) {
            Optional<SqlStatement> statement = new SqlReader(this, text).read(kinds);
            if (statement.isEmpty()) {
                return Optional.empty();
            }
            statements.add(statement.get());
        }
        return Optional.of(new StatementForms(selectors(template), List.copyOf(statements)));
    }

    private static List<Expression> selectors(Template template) {
        return template.holes().stream()
                .map(Hole::expression)
                .filter(expression -> !expression.choices().isEmpty())
                .toList();
    }

    private boolean checkChoices(Template template) {
        SqlScanner scanner = scanner();
        boolean good = true;
        long forms = 1;
        for (Part part : template.parts()) {
            if (part instanceof Text text) {
                var unused = scanner.scan(text.text(), false);
                continue;
            }
            Hole hole = (Hole) part;
            List<Choice> choices = hole.expression().choices();
            forms *= Math.max(1, choices.size());
            if (forms > MAX_FORMS) {
                String fault = "the choices make more than " + MAX_FORMS + " different statements";
                problem(hole.offset(), fault, "leave some out, or make several sources");
                return false;
            }
            good &= choices.isEmpty() || isOutside(scanner.place(), hole.offset());
            for (Choice choice : choices) {
                good &= isPart(choice, hole.offset() + choice.offset());
            }
        }
        return good;
    }

    private boolean isOutside(String place, int offset) {
        if (!place.isEmpty()) {
            String remedy = place.equals("a comment") ? "move it out" : "write the quotes into the choices";
            problem(offset, "$oneOf stands inside " + place, remedy);
        }
        return place.isEmpty();
    }

    /** Whether a choice is a part of a statement that ends all it begins. */
    private boolean isPart(Choice choice, int offset) {
        SqlScanner scanner = scanner();
        List<SqlScanner.Token> tokens = scanner.scan(choice.text(), true);
        String fault = "";
        String remedy = "";
        if (choice.text().contains(OPEN)) {
            fault = "an expression";
            remedy = "a choice is a text as it stands in the statement";
        } else if (scanner.hasComments()) {
            fault = "a comment";
            remedy = "write it outside of the choices";
        } else if (!scanner.place().isEmpty()) {
            fault = scanner.place() + " that is not closed";
            remedy = "close it";
        } else if (has(tokens, ";")) {
            fault = "a semicolon";
            remedy = "make each statement a source of its own";
        } else if (has(tokens, "?")) {
            fault = "a placeholder";
            remedy = "write the value outside of the choices: {% … %}";
        }
        if (!fault.isEmpty()) {
            problem(offset, "the choice '" + choice.key() + "' has " + fault, remedy);
        }
        return fault.isEmpty();
    }

    private static boolean has(List<SqlScanner.Token> tokens, String text) {
        return tokens.stream().anyMatch(token -> token.text().equals(text));
    }
}
