package dev.gather.sql;

import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.time.Duration;
import java.util.Locale;

/**
 * The settings of each session: it is read-only, and the database ends statements that outlast any execution.
 *
 * @param charset the encoding of texts on the connection, which a reset sets to the database's default
 * @param collation for comparing texts of expressions
 * @param limit the longest time that a statement may run
 */
record SessionSettings(String charset, String collation, Duration limit) {
    /** Also keeps functions that a statement calls from writing. */
    static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";

    /** Sets FOUND_ROWS() to 0, which a reset does not. */
    static final String FOUND_NOTHING = "SELECT 1 FROM DUAL LIMIT 0";

    static SessionSettings of(MySQLConnectOptions options, Duration limit) {
        String collation = options.getCollation() != null
                ? options.getCollation()
                : MySQLCollation.getDefaultCollationFromCharsetName(options.getCharset());
        return new SessionSettings(MySQLCollation.valueOfName(collation).mysqlCharsetName(), collation, limit);
    }

    /** Sets the character set that the connection was created with. */
    String names() {
        return "SET NAMES " + charset + " COLLATE " + collation;
    }

    /** Sets the time limit: MySQL's is in milliseconds, MariaDB's in seconds. */
    String limit(boolean mariaDb) {
        return mariaDb
                ? String.format(Locale.ROOT, "SET SESSION max_statement_time = %.3f", limit.toMillis() / 1000.0)
                : "SET SESSION max_execution_time = " + limit.toMillis();
    }
}
