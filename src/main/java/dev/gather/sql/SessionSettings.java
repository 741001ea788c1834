package dev.gather.sql;

import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.time.Duration;
import java.util.Locale;

/**
 * What each session is set to: it reads only, and the database itself ends what runs longer than any execution may take.
 *
 * @param charset of the texts that are exchanged, which a reset would leave to the database
 * @param collation by which the texts of expressions are compared
 * @param limit how long a statement may run
 */
record SessionSettings(String charset, String collation, Duration limit) {
    /** Functions that a statement calls cannot write either. */
    static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";

    /** A reset leaves what FOUND_ROWS() tells. */
    static final String FOUND_NOTHING = "SELECT 1 FROM DUAL LIMIT 0";

    static SessionSettings of(MySQLConnectOptions options, Duration limit) {
        String collation = options.getCollation() != null
                ? options.getCollation()
                : MySQLCollation.getDefaultCollationFromCharsetName(options.getCharset());
        return new SessionSettings(MySQLCollation.valueOfName(collation).mysqlCharsetName(), collation, limit);
    }

    /** The character set of the connection as it was made. */
    String names() {
        return "SET NAMES " + charset + " COLLATE " + collation;
    }

    /** The time limit: MySQL counts milliseconds, MariaDB seconds. */
    String limit(boolean mariaDb) {
        return mariaDb
                ? String.format(Locale.ROOT, "SET SESSION max_statement_time = %.3f", limit.toMillis() / 1000.0)
                : "SET SESSION max_execution_time = " + limit.toMillis();
    }
}
