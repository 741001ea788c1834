package dev.gather.sql;

import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The text of a statement with the placeholders of one element for each expression, and where the composition has it.
 *
 * @param scalar the statement as written
 * @param sql the text
 * @param chosen the text with expressions
 * @param pieces where each piece of the text without a placeholder starts
 */
public record PreparedText(YamlScalar scalar, String sql, ChosenText chosen, List<Piece> pieces) {
    private static final int IGNORING_CASE =
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    /**
     * The start of a piece.
     *
     * @param prepared in the text
     * @param chosen in the text with expressions
     */
    private record Piece(int prepared, int chosen) {}

    /** The texts of a source's statement, one for each that its choices make. */
    static List<PreparedText> all(YamlScalar scalar, StatementForms forms) {
        List<ChosenText> texts = ChosenText.all(template(scalar));
        return IntStream.range(0, texts.size())
                .mapToObj(index -> of(scalar, texts.get(index), forms.all().get(index)))
                .toList();
    }

    private static PreparedText of(YamlScalar scalar, ChosenText text, SqlStatement statement) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        int expressions = 0;
        UnaryOperator<String> placeholders = statement.dialect().placeholders();
        for (Template.Part part : text.template().parts()) {
            if (part instanceof Template.Text literal) {
                pieces.add(new Piece(sql.length(), literal.offset()));
                sql.append(statement.pieces().get(expressions));
            } else {
                pieces.add(new Piece(sql.length(), ((Template.Hole) part).offset()));
                sql.append(statement.places().get(expressions).placeholder(placeholders));
                expressions++;
            }
        }
        return new PreparedText(scalar, sql.toString(), text, List.copyOf(pieces));
    }

    private static Template template(YamlScalar scalar) {
        try {
            return Template.parse(scalar.text());
        } catch (ExpressionSyntaxException e) {
            throw new IllegalStateException("it has been parsed before", e);
        }
    }

    /** Where the text has another one, if it has it once. */
    OptionalInt only(String part) {
        int first = sql.indexOf(part);
        boolean once = !part.isEmpty() && first >= 0 && sql.indexOf(part, first + 1) < 0;
        return once ? OptionalInt.of(first) : OptionalInt.empty();
    }

    /** The last character that is not white space. */
    OptionalInt end() {
        return OptionalInt.of(Math.max(0, sql.stripTrailing().length() - 1));
    }

    /** Where the text has a name, if it has it once, in whatever case. */
    OptionalInt onlyName(String name) {
        List<Integer> found = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])", IGNORING_CASE)
                .matcher(sql)
                .results()
                .map(MatchResult::start)
                .toList();
        return found.size() == 1 ? OptionalInt.of(found.get(0)) : OptionalInt.empty();
    }

    /** The offset in the value of the scalar. */
    public int written(int prepared) {
        Piece found = pieces.get(0);
        for (Piece piece : pieces) {
            found = piece.prepared() <= prepared ? piece : found;
        }
        return chosen.written(found.chosen() + prepared - found.prepared());
    }
}
