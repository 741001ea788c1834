package dev.gather.postgresql;

import dev.gather.sql.Prepared;
import dev.gather.sql.PreparedText;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.YamlScalar;
import io.vertx.pgclient.PgException;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why PostgreSQL does not prepare a statement, for the composition's author.
 *
 * @param state the SQL state
 * @param message the database's own
 * @param position of what is wrong in the statement, in characters from 1 on; 0 if the database does not say
 */
record PgRefusal(String state, String message, int position) implements Prepared.Refused {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern COLUMN = Pattern.compile("column \"?([^\" ]+)\"? (?:of|does)");

    static PgRefusal of(PgException error) {
        String position = error.getPosition();
        boolean known = position != null && position.matches("[0-9]{1,9}");
        String message = String.valueOf(error.getErrorMessage()).replaceAll("\\p{Cc}", "?");
        return new PgRefusal(String.valueOf(error.getSqlState()), message, known ? Integer.parseInt(position) : 0);
    }

    @Override
    public boolean isUnknownColumn() {
        return state.equals(PgErrors.UNKNOWN_COLUMN);
    }

    @Override
    public Problem problem(PreparedText text, Collection<String> columns) {
        YamlScalar scalar = text.scalar();
        int at = position > 0 ? offset(text.sql()) : 0;
        return new Problem(
                ProblemCode.REFUSED_STATEMENT,
                scalar.file(),
                scalar.positionOf(position > 0 ? text.written(at) : 0),
                scalar.path(),
                fault(),
                remedy(columns));
    }

    /** The database counts characters, and texts here have some that count twice. */
    private int offset(String sql) {
        int characters = sql.codePointCount(0, sql.length());
        int at = sql.offsetByCodePoints(0, Math.min(position - 1, characters));
        return Math.min(at, Math.max(0, sql.stripTrailing().length() - 1));
    }

    private String fault() {
        return switch (state) {
            case PgErrors.SYNTAX -> "this is no valid SQL: " + message;
            case PgErrors.UNKNOWN_COLUMN -> "there is no column '" + name() + "'";
            case PgErrors.UNKNOWN_TABLE -> "there is no table '" + name() + "'";
            case PgErrors.UNKNOWN_FUNCTION -> "there is no " + message.replaceFirst(" does not exist$", "");
            case PgErrors.PRIVILEGE -> "the database's user lacks a privilege: " + message;
            case PgErrors.READ_ONLY -> "it calls what writes, where only reading is allowed";
            default -> "the database refuses the statement: " + message + " (PostgreSQL error " + state + ")";
        };
    }

    private String remedy(Collection<String> columns) {
        return switch (state) {
            case PgErrors.SYNTAX -> "correct it here, or just before";
            case PgErrors.UNKNOWN_COLUMN ->
                columns.isEmpty() ? "correct its name" : DidYouMean.remedy(lastName(), columns, "");
            case PgErrors.UNKNOWN_TABLE -> "correct its name, or create it in the datasource's database";
            case PgErrors.UNKNOWN_FUNCTION -> "correct its name, or convert what it is given, as in {% … %}::integer";
            case PgErrors.PRIVILEGE -> "grant it, or name a datasource that has it";
            case PgErrors.AMBIGUOUS_COLUMN -> "write its table before it, as in t.id";
            case PgErrors.INDETERMINATE_TYPE -> "write its type, as in {% … %}::text";
            case PgErrors.READ_ONLY -> "let a source with writes do that";
            default -> "";
        };
    }

    private String name() {
        Matcher column = COLUMN.matcher(message);
        if (isUnknownColumn() && column.find()) {
            return column.group(1);
        }
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? quoted.group(1) : message;
    }

    private String lastName() {
        String name = name();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
