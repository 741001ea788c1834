package dev.gather.sql;

import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.YamlScalar;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a database does not prepare a statement, for the composition's author: with the database's own names, but without those of
 * users and hosts.
 *
 * @param code the number of MySQL's error
 * @param message the database's own
 */
record Refusal(int code, String message) implements Prepared.Refused {
    private static final int AMBIGUOUS_COLUMN = 1052;
    private static final int UNKNOWN_COLUMN = 1054;
    private static final int SYNTAX = 1064;
    private static final int TABLE_PRIVILEGE = 1142;
    private static final int COLUMN_PRIVILEGE = 1143;
    private static final int UNKNOWN_TABLE = 1146;
    private static final int UNKNOWN_FUNCTION = 1305;
    private static final int UNKNOWN_FUNCTION_OF_MARIADB = 1630;
    private static final int ROUTINE_PRIVILEGE = 1370;
    private static final int READ_ONLY = 1792;

    /** The database's message as the client passes it on. */
    private static final Pattern FRAMED =
            Pattern.compile("\\{errorMessage=(.*), errorCode=\\d+, sqlState=\\w*}", Pattern.DOTALL);

    private static final Pattern NEAR = Pattern.compile("to use near '(.*)' at line \\d+", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("['`]([^'`]+)['`](?:\\.`([^`]+)`)?");
    private static final Pattern FUNCTION =
            Pattern.compile("(?:FUNCTION|PROCEDURE) (\\S+) does not exist.*", Pattern.DOTALL);

    /** {@code 'user'@'host'}, in any kind of quotes. */
    private static final Pattern USER =
            Pattern.compile("(?:user )?('[^']*'|`[^`]*`|[^\\s'`]+)@('[^']*'|`[^`]*`|[^\\s'`]+)");

    /** @param said as the client passes it on */
    static Refusal of(int code, String said) {
        Matcher framed = FRAMED.matcher(said);
        String message = framed.matches() ? framed.group(1) : said;
        return new Refusal(code, message.replaceAll("[\\p{Cc}&&[^\n\r\t]]", "?"));
    }

    @Override
    public boolean isUnknownColumn() {
        return code == UNKNOWN_COLUMN;
    }

    @Override
    public Problem problem(PreparedText text, Collection<String> columns) {
        YamlScalar scalar = text.scalar();
        OptionalInt at = code == SYNTAX ? syntaxError(text) : named(text);
        return new Problem(
                ProblemCode.REFUSED_STATEMENT,
                scalar.file(),
                scalar.positionOf(at.isPresent() ? text.written(at.getAsInt()) : 0),
                scalar.path(),
                fault(),
                remedy(columns));
    }

    private String fault() {
        return switch (code) {
            case SYNTAX ->
                "this is no valid SQL"
                        + near().map(rest -> ", near " + quoted(rest)).orElse("");
            case UNKNOWN_COLUMN -> "there is no column '" + name() + "'";
            case UNKNOWN_TABLE -> "there is no table '" + name() + "'";
            case UNKNOWN_FUNCTION, UNKNOWN_FUNCTION_OF_MARIADB -> "there is no function '" + name() + "'";
            case TABLE_PRIVILEGE, COLUMN_PRIVILEGE, ROUTINE_PRIVILEGE ->
                "the database's user lacks a privilege: " + said();
            case READ_ONLY -> "it calls what writes, where only reading is allowed";
            default -> "the database refuses the statement: " + said() + " (MySQL error " + code + ")";
        };
    }

    private String remedy(Collection<String> columns) {
        return switch (code) {
            case SYNTAX -> "correct it here, or just before";
            case UNKNOWN_COLUMN -> columns.isEmpty() ? "correct its name" : DidYouMean.remedy(lastName(), columns, "");
            case UNKNOWN_TABLE, UNKNOWN_FUNCTION, UNKNOWN_FUNCTION_OF_MARIADB ->
                "correct its name, or create it in the datasource's database";
            case TABLE_PRIVILEGE, COLUMN_PRIVILEGE, ROUTINE_PRIVILEGE -> "grant it, or name a datasource that has it";
            case AMBIGUOUS_COLUMN -> "write its table before it, as in t.id";
            case READ_ONLY -> "let a source with writes do that";
            default -> "";
        };
    }

    private String said() {
        return USER.matcher(message.strip()).replaceAll("the user");
    }

    /** What follows the error, as far as the database quotes it. */
    private Optional<String> near() {
        Matcher near = NEAR.matcher(message);
        return near.find() ? Optional.of(StatementText.withoutMark(near.group(1))) : Optional.empty();
    }

    private static String quoted(String rest) {
        String line = rest.strip().lines().findFirst().orElse("");
        return line.isEmpty() ? "its end" : "'" + line + "'";
    }

    private OptionalInt syntaxError(PreparedText text) {
        return near().map(rest -> rest.isBlank() ? text.end() : text.only(rest)).orElse(OptionalInt.empty());
    }

    /** Where the statement has the name that the database gives, in full or its last part. */
    private OptionalInt named(PreparedText text) {
        OptionalInt whole = text.onlyName(name());
        return whole.isPresent() ? whole : text.onlyName(lastName());
    }

    /** The name that the database gives, without that of the schema if it names no column. */
    private String name() {
        Matcher function = FUNCTION.matcher(message);
        if (function.matches()) {
            return last(function.group(1));
        }
        Matcher quoted = QUOTED.matcher(said());
        if (!quoted.find()) {
            return "";
        }
        String name = Optional.ofNullable(quoted.group(2)).orElse(quoted.group(1));
        return code == UNKNOWN_TABLE || code == TABLE_PRIVILEGE ? last(name) : name;
    }

    private String lastName() {
        return last(name());
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
