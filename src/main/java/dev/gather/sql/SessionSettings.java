package dev.gather.sql;

import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * The settings of each session: it is read-only unless it is for writes, each statement is a transaction of its own unless one is
 * begun, writes do not change values, and the database ends statements that outlast any execution.
 *
 * @param charset the encoding of texts on the connection, which a reset sets to the database's default
 * @param collation for comparing texts of expressions
 * @param longest the longest time that an execution may take
 * @param readOnly whether statements must not write
 */
record SessionSettings(String charset, String collation, Duration longest, boolean readOnly) {
    /** Also keeps functions that a statement calls from writing. */
    private static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";

    /** Otherwise a reset would undo writes that have succeeded, and a query would see what was there for an earlier one. */
    private static final String AUTOCOMMIT = "SET SESSION autocommit = 1";

    /** Otherwise the database would cut a value that does not fit its column. */
    private static final String STRICT =
            "SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES,STRICT_ALL_TABLES')";

    /** Sets FOUND_ROWS() to 0, which a reset does not. */
    static final String FOUND_NOTHING = "SELECT 1 FROM DUAL LIMIT 0";

    static SessionSettings of(MySQLConnectOptions options, Duration longest, boolean readOnly) {
        String collation = options.getCollation() != null
                ? options.getCollation()
                : MySQLCollation.getDefaultCollationFromCharsetName(options.getCharset());
        return new SessionSettings(
                MySQLCollation.valueOfName(collation).mysqlCharsetName(), collation, longest, readOnly);
    }

    /** Statements without which the session must not be used. */
    List<String> required() {
        return readOnly ? List.of(READ_ONLY, AUTOCOMMIT) : List.of(AUTOCOMMIT + ", " + STRICT);
    }

    /** Sets the character set that the connection was created with. */
    String names() {
        return "SET NAMES " + charset + " COLLATE " + collation;
    }

    /**
     * Sets the time limit: MySQL's is in milliseconds, MariaDB's in seconds. MySQL limits only what reads; what writes mostly
     * waits for locks.
     */
    String limit(Duration limit, boolean mariaDb) {
        // Not by String.format: for a decimal it loads its locale's symbols, a sixth of a function's first answer.
        BigDecimal inSeconds = BigDecimal.valueOf(limit.toMillis(), 3);
        String statements = "max_statement_time = " + inSeconds.toPlainString();
        if (readOnly) {
            return "SET SESSION " + (mariaDb ? statements : "max_execution_time = " + limit.toMillis());
        }
        long seconds = limit.plusMillis(999).toSeconds();
        String locks = "innodb_lock_wait_timeout = " + seconds + ", SESSION lock_wait_timeout = " + seconds;
        return "SET SESSION " + (mariaDb ? statements + ", SESSION " : "") + locks;
    }
}
