package dev.gather.postgresql;

import static java.util.Map.entry;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.sql.DatabaseErrors.Kind;
import dev.gather.sql.DatabaseErrors.Meaning;
import dev.gather.sql.StatementError;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the errors of PostgreSQL mean: for the caller, without names and values, and for what is done next.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error Codes</a>
 */
final class PgErrors {
    static final String AMBIGUOUS_COLUMN = "42702";
    static final String UNKNOWN_COLUMN = "42703";
    static final String SYNTAX = "42601";
    static final String PRIVILEGE = "42501";
    static final String UNKNOWN_TABLE = "42P01";
    static final String UNKNOWN_FUNCTION = "42883";
    static final String INDETERMINATE_TYPE = "42P18";
    static final String READ_ONLY = "25006";
    private static final String UNSUPPORTED = "0A000";
    private static final String CANCELLED = "57014";

    /** The database's function that finds a prepared statement outdated; the error's text depends on its language. */
    private static final String OUTDATED = "RevalidateCachedQuery";

    /** After these the database closes the connection. */
    static final Set<String> ENDING = Set.of("57P01", "57P02", "57P05", "25P03");

    private static final Set<String> NO_LOGIN = Set.of("28P01", "28000");

    /** Errors whose message names only what the composition contains. */
    private static final Set<String> SAFE_TO_LOG = Set.of(
            SYNTAX, UNKNOWN_COLUMN, UNKNOWN_TABLE, UNKNOWN_FUNCTION, AMBIGUOUS_COLUMN, INDETERMINATE_TYPE, "42804");

    private static final String NO_USER = "the database refused the user";
    private static final String TOO_MANY = "the database has too many connections";
    private static final String BROKE = "the connection to the database broke";
    private static final Pattern PARAMETER = Pattern.compile("parameter \\$(\\d+)");
    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            entry("53300", meaning(Kind.BUSY, TOO_MANY)),
            entry("57P03", meaning(Kind.BUSY, "the database does not accept connections now")),
            entry("28P01", lasting(NO_USER)),
            entry("28000", lasting(NO_USER)),
            entry("3D000", lasting("the database does not exist")),
            entry(PRIVILEGE, lasting("the database user may not do this")),
            entry(SYNTAX, lasting("the query is not valid SQL")),
            entry(UNKNOWN_TABLE, lasting("a table does not exist")),
            entry(UNKNOWN_COLUMN, lasting("a column does not exist")),
            entry(UNKNOWN_FUNCTION, lasting("a function or an operator for these types does not exist")),
            entry(INDETERMINATE_TYPE, lasting("the type of an expression is not known: write it, as in {% … %}::text")),
            entry("42804", lasting("an expression is not of the type that is needed")),
            entry("23502", lasting("a column cannot be null")),
            entry("23503", lasting("it refers to a row that does not exist, or other rows refer to this one")),
            entry("23505", lasting("a row with this key exists already")),
            entry("23514", lasting("a check of the table refused it")),
            entry("23P01", lasting("a row that excludes this one exists already")),
            entry("P0001", lasting("a trigger or a function refused it")),
            entry("40001", passing("the database rolled back, since another transaction came between")),
            entry("40P01", passing("the database ended a deadlock by rolling back")),
            entry("55P03", passing("a lock was not granted in time")),
            entry("54001", lasting("the statement is too large for the database: divide its lists")),
            entry("53200", passing("the database is out of memory")),
            entry("25P02", passing("an earlier statement of the transaction failed")),
            entry("26000", meaning(Kind.STALE, "the database has forgotten the prepared statement")),
            entry("57P01", meaning(Kind.ENDING, BROKE)),
            entry("57P02", meaning(Kind.ENDING, BROKE)),
            entry("57P05", meaning(Kind.ENDING, BROKE)),
            entry("25P03", meaning(Kind.ENDING, BROKE)),
            entry("22P02", value("a value is not of the type that it is compared with or converted to")),
            entry("22003", value("a number is out of range")),
            entry("22007", value("a value is no date or time")),
            entry("22008", value("a date or a time is out of range")),
            entry("22001", value("a value is too long for its column")),
            entry("22021", value("a text has characters that the database cannot have")),
            entry("22P05", value("a text has characters that the database cannot have")),
            entry("2201B", value("a value is not a regular expression")),
            entry("2201W", value("a limit is below zero")),
            entry("2201X", value("an offset is below zero")),
            entry("22012", value("a division by zero")));

    private PgErrors() {}

    private static Meaning meaning(Kind kind, String text) {
        return new Meaning(kind, text);
    }

    private static Meaning lasting(String text) {
        return meaning(Kind.LASTING, text);
    }

    private static Meaning passing(String text) {
        return meaning(Kind.PASSING, text);
    }

    private static Meaning value(String text) {
        return meaning(Kind.VALUE, text);
    }

    /** Whether the database refused the user or the password. */
    static boolean isLoginRefused(Throwable thrown) {
        return thrown instanceof PgException error && NO_LOGIN.contains(error.getSqlState());
    }

    /** Whether the tables of a prepared statement have changed so that it has to be prepared again. */
    static boolean isPlanOutdated(Throwable thrown) {
        return thrown instanceof PgException error
                && UNSUPPORTED.equals(error.getSqlState())
                && OUTDATED.equals(error.getRoutine());
    }

    /**
     * The failure of a statement with the meaning of the database's error, or of a socket that broke; others as they are.
     *
     * @param readOnly whether the session only reads
     * @param timeUp whether the statement ran as long as it may
     */
    static Throwable meant(Throwable thrown, boolean readOnly, boolean timeUp) {
        if (thrown instanceof IOException) {
            return new StatementError(
                    meaning(Kind.ENDING, BROKE), "no answer", thrown.getClass().getSimpleName());
        }
        return thrown instanceof PgException error ? statement(error, readOnly, timeUp) : thrown;
    }

    private static StatementError statement(PgException error, boolean readOnly, boolean timeUp) {
        String state = String.valueOf(error.getSqlState());
        Matcher parameter = PARAMETER.matcher(String.valueOf(error.getWhere()));
        String place = parameter.find() ? ", parameter " + parameter.group(1) : "";
        String detail = SAFE_TO_LOG.contains(state) ? error.getErrorMessage() : "SQL state " + state;
        return new StatementError(meaning(state, readOnly, timeUp), "PostgreSQL error " + state + place, detail);
    }

    private static Meaning meaning(String state, boolean readOnly, boolean timeUp) {
        if (state.equals(CANCELLED)) {
            return timeUp ? lasting("the query ran for too long") : passing("the query was ended in the database");
        }
        if (state.equals(READ_ONLY)) {
            return readOnly
                    ? lasting("the query writes, where only reading is allowed")
                    : meaning(Kind.STALE, "the database only reads now");
        }
        Meaning known = MEANINGS.get(state);
        return known == null ? ofClass(state) : known;
    }

    private static Meaning ofClass(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "22" -> value("a value cannot be used so");
            case "08" -> meaning(Kind.ENDING, BROKE);
            case "40" -> passing("the database rolled back");
            case "53" -> meaning(Kind.BUSY, "the database lacks resources");
            default -> lasting("the database refused the query");
        };
    }

    /** The failure of an attempt to connect. The client has exceptions of no type of their own for some. */
    static <T> Future<T> unconnected(Throwable thrown) {
        boolean unknown = thrown.getClass().equals(Exception.class);
        return Future.failedFuture(
                unknown
                        ? Failure.temporary(Code.CONNECTION, "no protected connection to the database")
                                .withDetail("the server does not offer TLS")
                        : thrown instanceof IOException ? thrown : meant(thrown, true, false));
    }
}
