package dev.gather.sql;

import dev.gather.expression.Choice;
import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Template.Hole;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import dev.gather.sql.StatementRules.Fault;
import dev.gather.yaml.ProblemCode;
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
 * @param dialect of the statement
 */
record StatementReader(
        YamlScalar scalar, Problems problems, Supplier<? extends StatementRules> rules, Dialect dialect) {
    private static final int MAX_FORMS = 256;
    private static final String OPEN = "{%";

    /** The statement; empty if a problem was noted. */
    Optional<StatementForms> read(Template template) {
        return checkChoices(template) ? forms(template) : Optional.empty();
    }

    /** Notes a problem at an offset of the statement as written. */
    void problem(int offset, String fault, String remedy) {
        problems.addWithin(ProblemCode.INVALID_STATEMENT, scalar, offset, fault, remedy);
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
        SqlScanner scanner = dialect.scanner();
        boolean good = !areTooMany(template);
        for (Part part : template.parts()) {
            if (part instanceof Text text) {
                var unused = scanner.scan(text.text(), false);
            } else {
                good &= checkChoices((Hole) part, scanner.place());
            }
        }
        return good;
    }

    private boolean areTooMany(Template template) {
        long forms = 1;
        for (Hole hole : template.holes()) {
            forms *= Math.max(1, hole.expression().choices().size());
            if (forms > MAX_FORMS) {
                String fault = "the choices make more than " + MAX_FORMS + " different statements";
                problem(hole.offset(), fault, "leave some out, or make several sources");
                return true;
            }
        }
        return false;
    }

    /** @param place what the expression is inside of; empty if it is outside of quotes and comments */
    private boolean checkChoices(Hole hole, String place) {
        List<Choice> choices = hole.expression().choices();
        boolean good = choices.isEmpty() || place.isEmpty();
        if (!good) {
            String remedy = place.equals("a comment") ? "move it out" : "write the quotes into the choices";
            problem(hole.offset(), "$oneOf stands inside " + place, remedy);
        }
        for (Choice choice : choices) {
            Optional<Fault> fault = fault(choice.text());
            String subject = "the choice '" + choice.key() + "' has ";
            fault.ifPresent(found -> problem(hole.offset() + choice.offset(), subject + found.fault(), found.remedy()));
            good &= fault.isEmpty();
        }
        return good;
    }

    /** Why a text cannot be a part of a statement, if it cannot: it has to end all that it begins. */
    private Optional<Fault> fault(String text) {
        SqlScanner scanner = dialect.scanner();
        List<SqlScanner.Token> tokens = scanner.scan(text, true);
        if (text.contains(OPEN)) {
            return Optional.of(new Fault("an expression", "a choice is a text as it stands in the statement"));
        }
        if (scanner.hasComments()) {
            return Optional.of(new Fault("a comment", "write it outside of the choices"));
        }
        if (!scanner.place().isEmpty()) {
            return Optional.of(new Fault(scanner.place() + " that is not closed", "close it"));
        }
        if (has(tokens, ";")) {
            return Optional.of(new Fault("a semicolon", "make each statement a source of its own"));
        }
        return tokens.stream().anyMatch(token -> dialect.isPlaceholder(token.text()))
                ? Optional.of(new Fault("a placeholder", "write the value outside of the choices: {% … %}"))
                : Optional.empty();
    }

    private static boolean has(List<SqlScanner.Token> tokens, String text) {
        return tokens.stream().anyMatch(token -> token.text().equals(text));
    }
}
