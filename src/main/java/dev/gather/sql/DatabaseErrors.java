package dev.gather.sql;

import static java.util.Map.entry;

import java.util.Map;

/**
 * What the errors of MySQL and MariaDB mean: for the caller, without names and values, and for what is done next.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">Server Error Message Reference</a>
 */
public final class DatabaseErrors {
    /** What follows from an error. */
    public enum Kind {
        /** The statement fails whenever it is sent. */
        LASTING,
        /** The statement does not take a value that it was given. */
        VALUE,
        /** The database does not take the connection now; a later attempt may succeed. */
        BUSY,
        /** The statement was not done, and may be at a later attempt. */
        PASSING,
        /** The connection ends with it. */
        ENDING,
        /** The same as PASSING, on another connection: this one leads to a server or a state where it cannot be done. */
        STALE
    }

    /**
     * An error's meaning.
     *
     * @param kind what follows from it
     * @param text what happened
     */
    public record Meaning(Kind kind, String text) {}

    private static final String NO_USER = "the database refused the user";
    private static final String TOO_MANY = "the database user has too many connections";
    private static final String TOO_LONG = "the query ran for too long";
    private static final String CHECKED = "a check of the table refused it";
    private static final String COLLATIONS = "texts of different character sets cannot be compared";
    private static final String NO_NUMBER = "a number is out of range";
    private static final String NO_JSON = "a value is not JSON";
    private static final String NO_PATTERN = "a value is not a regular expression";
    private static final String NO_PLACE = "a value is no place on earth";
    private static final String READ_ONLY = "the database only reads now";
    private static final String UNPREPARED = "the database has forgotten the prepared statement";

    private static final Map<Integer, Meaning> MEANINGS = Map.ofEntries(
            entry(1040, busy("the database has too many connections")),
            entry(1203, busy(TOO_MANY)),
            entry(1226, busy(TOO_MANY)),
            entry(1044, lasting(NO_USER)),
            entry(1045, lasting(NO_USER)),
            entry(1048, lasting("a column cannot be null")),
            entry(1049, lasting("the database does not exist")),
            entry(1054, lasting("a column does not exist")),
            entry(1062, lasting("a row with this key exists already")),
            entry(1064, lasting("the query is not valid SQL")),
            entry(1142, lasting("the database user may not use a table so")),
            entry(1143, lasting("the database user may not use a column so")),
            entry(1146, lasting("a table does not exist")),
            entry(1305, lasting("a function does not exist")),
            entry(1364, lasting("a column has neither a value nor a default")),
            entry(1370, lasting("the database user may not call a function")),
            entry(1451, lasting("other rows refer to this one")),
            entry(1452, lasting("it refers to a row that does not exist")),
            entry(1644, lasting("a trigger or a function refused it")),
            entry(1792, lasting("the query writes, where only reading is allowed")),
            entry(1969, lasting(TOO_LONG)),
            entry(3024, lasting(TOO_LONG)),
            entry(3819, lasting(CHECKED)),
            entry(4025, lasting(CHECKED)),
            entry(1020, passing("a row has changed meanwhile")),
            entry(1205, passing("a lock was not granted in time")),
            entry(1213, passing("the database ended a deadlock by rolling back")),
            entry(1317, passing("the query was ended in the database")),
            entry(1412, passing("a table has changed meanwhile")),
            entry(1637, passing("the database has too many transactions")),
            entry(3572, passing("a lock was not granted at once")),
            entry(1243, stale(UNPREPARED)),
            entry(1615, stale(UNPREPARED)),
            entry(1461, stale("the database has too many prepared statements")),
            entry(1290, stale(READ_ONLY)),
            entry(1836, stale(READ_ONLY)),
            entry(1139, value(NO_PATTERN)),
            entry(1264, value("a number is out of the range of its column")),
            entry(1265, value("a value does not fit its column")),
            entry(1267, value(COLLATIONS)),
            entry(1270, value(COLLATIONS)),
            entry(1271, value(COLLATIONS)),
            entry(1292, value("a value is not of the type that it is compared with or converted to")),
            entry(1300, value("a text is not in the character set that is needed")),
            entry(1366, value("a value does not fit its column")),
            entry(1406, value("a value is too long for its column")),
            entry(1411, value("a value is not of the form that a function needs")),
            entry(1525, value("a value is not of the type that it is compared with or converted to")),
            entry(1690, value(NO_NUMBER)),
            entry(1916, value(NO_NUMBER)),
            entry(1918, value("a value is not of the type that it is compared with or converted to")),
            entry(3037, value(NO_PLACE)),
            entry(3140, value(NO_JSON)),
            entry(3141, value(NO_JSON)),
            entry(3143, value("a value is not a path in JSON")),
            entry(3616, value(NO_PLACE)),
            entry(3617, value(NO_PLACE)),
            entry(3685, value(NO_PATTERN)),
            entry(3988, value("a text has characters that its column or comparison cannot have")),
            entry(4038, value(NO_JSON)));

    private static final String OTHER = "the database refused the query";

    private DatabaseErrors() {}

    private static Meaning lasting(String text) {
        return new Meaning(Kind.LASTING, text);
    }

    private static Meaning value(String text) {
        return new Meaning(Kind.VALUE, text);
    }

    private static Meaning busy(String text) {
        return new Meaning(Kind.BUSY, text);
    }

    private static Meaning passing(String text) {
        return new Meaning(Kind.PASSING, text);
    }

    private static Meaning stale(String text) {
        return new Meaning(Kind.STALE, text);
    }

    /**
     * The meaning of an error.
     *
     * @param code MySQL's own
     * @param state the SQL state, whose first two characters are a class: they tell of an error that is not in the table
     */
    static Meaning of(int code, String state) {
        Meaning known = MEANINGS.get(code);
        if (known != null) {
            return known;
        }
        if (state.startsWith("22")) {
            return value("a value cannot be used so");
        }
        return state.startsWith("40") ? passing("the database rolled back") : lasting(OTHER);
    }
}
