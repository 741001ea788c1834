package dev.gather.sql;

/**
 * The text of a query as a connection prepares it, which ends in a comment. In it stand the types of the values: MySQL
 * keeps the types with which a statement first ran, and would change later values to them. And in it stands a mark of the
 * connection, by which its query is found again in the database.
 */
final class StatementText {
    private static final String START = "\n/* gather ";
    private static final String ONCE = "once";

    private StatementText() {}

    /** @param types those of all values, in their order; null if the statement is prepared for this one time */
    static String of(String sql, String types, String mark) {
        return sql + START + (types == null ? ONCE : types) + ' ' + mark + " */";
    }

    /** Whether the statement stays prepared. */
    static boolean isKept(String text) {
        return !text.startsWith(START + ONCE, Math.max(0, text.lastIndexOf(START)));
    }

    /** A pattern for the texts of that connection; the text of the query that looks for them does not match. */
    static String pattern(String mark) {
        return "%/* gather % " + mark + " */";
    }
}
