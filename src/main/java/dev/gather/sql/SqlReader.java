package dev.gather.sql;

import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Template.Part;
import dev.gather.expression.Template.Text;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that a template is one statement that its source may have, and that each of its expressions is where a value can be bound: outside
 * strings, quoted names and comments. It understands no more of SQL than that.
 */
final class SqlReader {
    private final YamlScalar scalar;
    private final Problems problems;
    private final StatementRules rules;
    private final List<String> pieces = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();
    private final SqlScanner scanner;
    private final SessionUseFinder uses = new SessionUseFinder();
    private final ExpressionPlaces places = new ExpressionPlaces();
    private boolean broken;
    private boolean started;
    private boolean terminated;
    private int terminator;
    private int lastPieceOffset;

    /** @param ansiQuotes whether texts between double quotes are names */
    SqlReader(YamlScalar scalar, Problems problems, StatementRules rules, boolean ansiQuotes) {
        this.scalar = scalar;
        this.problems = problems;
        this.rules = rules;
        this.scanner = new SqlScanner(ansiQuotes);
    }

    Optional<SqlStatement> read(Template template) {
        StringBuilder piece = new StringBuilder();
        List<Part> parts = template.parts();
        for (Part part : parts) {
            if (part instanceof Text text) {
                lastPieceOffset = text.offset();
                scan(text, part == parts.get(parts.size() - 1));
                piece.append(text.text());
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
                        places.counts(),
                        uses.use(),
                        new StatementKinds()));
    }

    private void scan(Text text, boolean last) {
        for (SqlScanner.Token token : scanner.scan(text.text(), last)) {
            check(token, text.offset() + token.offset());
            uses.see(token.text().toUpperCase(Locale.ROOT));
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
        } else if (word.equals("?")) {
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
            String remedy = place.equals("a string")
                    ? "let SQL put it together: CONCAT('%', {% … %}, '%')"
                    : "an expression is a value, never a name";
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
                .ifPresent(offset -> problem(
                        offset,
                        "a value sorts and groups nothing: it is the same in every row",
                        "name a column: CASE {% … %} WHEN 'name' THEN name ELSE id END"));
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
            problems.addWithin(scalar, offset, fault, remedy);
        }
        broken = true;
    }
}
