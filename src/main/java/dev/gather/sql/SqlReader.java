package dev.gather.sql;

import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that a text is one statement that its source may have, and that each of its expressions is where a value can be bound: outside
 * strings, quoted names and comments. It understands no more of SQL than that.
 */
final class SqlReader {
    private final StatementReader statement;
    private final ChosenText text;
    private final StatementRules rules;
    private final List<String> pieces = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();
    private final SqlScanner scanner;
    private final SessionUses uses;
    private final ExpressionPlaces places = new ExpressionPlaces();
    private final ReturningFinder returning = new ReturningFinder();
    private boolean broken;
    private boolean started;
    private boolean terminated;
    private int terminator;
    private int lastPieceOffset;

    /** @param text one of those that the statement can be */
    SqlReader(StatementReader statement, ChosenText text) {
        this.statement = statement;
        this.text = text;
        this.rules = statement.rules().get();
        this.uses = statement.dialect().uses();
        this.scanner = statement.dialect().scanner();
    }

    /**
     * The statement; empty if a problem was noted.
     *
     * @param kinds the combinations of types for which it stays prepared
     */
    Optional<SqlStatement> read(StatementKinds kinds) {
        StringBuilder piece = new StringBuilder();
        List<Part> parts = text.template().parts();
        for (Part part : parts) {
            if (part instanceof Text literal) {
                lastPieceOffset = literal.offset();
                scan(literal, part == parts.get(parts.size() - 1));
                piece.append(literal.text());
            } else {
                checkHole((Template.Hole) part);
                places.expression(((Template.Hole) part).offset());
                pieces.add(piece.toString());
                piece.setLength(0);
                expressions.add(((Template.Hole) part).expression());
            }
        }
        pieces.add(piece.toString());
        checkEnd();
        return broken
                ? Optional.empty()
                : Optional.of(new SqlStatement(
                        withoutTerminator(),
                        List.copyOf(expressions),
                        places.all(),
                        uses.use(),
                        statement.dialect(),
                        kinds,
                        returning.isFound()));
    }

    private void scan(Text literal, boolean last) {
        for (SqlScanner.Token token : scanner.scan(literal.text(), last)) {
            check(token, literal.offset() + token.offset());
            uses.see(token.text().toUpperCase(Locale.ROOT));
            returning.see(token.text().toUpperCase(Locale.ROOT));
            places.see(token.text().toUpperCase(Locale.ROOT));
        }
    }

    private void check(SqlScanner.Token token, int offset) {
        String word = token.text().toUpperCase(Locale.ROOT);
        if (terminated) {
            problem(offset, "there is more than one statement", "make each a source of its own");
        } else if (word.equals(";")) {
            terminated = true;
            terminator = offset;
        } else if (statement.dialect().isPlaceholder(word)) {
            problem(offset, "a placeholder without a value", "write the value here: {% … %}");
        } else if (word.equals("/*!")) {
            problem(offset, "a comment that MySQL runs", "write it as plain SQL");
        } else {
            started |= !word.equals("(");
            rules.see(word, token.called()).ifPresent(found -> problem(offset, found.fault(), found.remedy()));
        }
    }

    private void checkHole(Template.Hole hole) {
        String place = scanner.place();
        if (!place.isEmpty()) {
            String remedy =
                    switch (place) {
                        case "a string" -> "let SQL put it together: CONCAT('%', {% … %}, '%')";
                        case "a quoted name" -> "an expression is a value; $oneOf chooses among names";
                        default -> "an expression is a value, never a name";
                    };
            problem(hole.offset(), "an expression stands inside " + place, remedy);
        } else if (terminated) {
            problem(hole.offset(), "there is more than one statement", "make each a source of its own");
        } else if (!started) {
            problem(hole.offset(), "an expression is a value, never SQL", "start with SELECT, or with what writes");
        }
    }

    private void checkEnd() {
        if (!scanner.place().isEmpty() && !scanner.place().equals("a comment")) {
            problem(0, scanner.place() + " is not closed", "close it");
        }
        places.end();
        places.sorting()
                .ifPresent(
                        offset -> problem(
                                offset,
                                "a value sorts and groups nothing: it is the same in every row",
                                "choose among columns: {% $oneOf($input.sort, {\"name\": \"name\", \"newest\": \"id DESC\"}) %}"));
        rules.end().ifPresent(found -> problem(0, found.fault(), found.remedy()));
    }

    /** Accepts a trailing semicolon, which the protocol would refuse. */
    private List<String> withoutTerminator() {
        List<String> clean = new ArrayList<>(pieces);
        if (terminated) {
            int last = clean.size() - 1;
            clean.set(last, clean.get(last).substring(0, terminator - lastPieceOffset));
        }
        return List.copyOf(clean);
    }

    private void problem(int offset, String fault, String remedy) {
        if (!broken) {
            statement.problem(text.written(offset), fault, remedy);
        }
        broken = true;
    }
}
