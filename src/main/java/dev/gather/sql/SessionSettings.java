package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of each session: it is read-only unless it is for writes, each statement is a transaction of its own unless one is
 * begun, statements and moments mean the same on all servers, writes do not change values, and the database ends statements that
 * outlast any execution.
 *
 * @param charset the encoding of texts on the connection, which a reset sets to the database's default
 * @param collation for comparing texts of expressions
 * @param longest the longest time that an execution may take
 * @param readOnly whether statements must not write
 * @param config what the configuration says of the datasource
 */
record SessionSettings(
        String charset, String collation, Duration longest, boolean readOnly, GatherConfig.Datasource config) {
    /** Also keeps functions that a statement calls from writing. */
    private static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";

    /** The same, in a form that RDS Proxy follows without pinning the client to a connection. Not all of MariaDB know it. */
    private static final String READ_ONLY_VARIABLE = "transaction_read_only = 1";

    /** Otherwise a reset would undo writes that have succeeded, and a query would see what was there for an earlier one. */
    private static final String AUTOCOMMIT = "autocommit = 1";

    /** Otherwise the database would cut a value that does not fit its column. */
    private static final String STRICT = "STRICT_TRANS_TABLES,STRICT_ALL_TABLES";

    /** The modes that take texts between double quotes for names; each comes before those whose names are a part of its own. */
    private static final List<String> ANSI =
            List.of("ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL");

    /** Without what makes texts between quotes something else than the statement's author and its check take them for. */
    private static final String MODE = Stream.concat(ANSI.stream(), Stream.of("NO_BACKSLASH_ESCAPES"))
            .reduce("@@sql_mode", (rest, mode) -> "REPLACE(" + rest + ", '" + mode + "', '')");

    private static final String NOT_READ_ONLY = "the database did not make the session read-only";
    private static final String NOT_SET =
            "the database refused the session's settings: it has to know the time-zone and the"
                    + " modes of sql-mode that gather.datasources names";

    /** Sets FOUND_ROWS() to 0, which a reset does not. */
    static final String FOUND_NOTHING = "SELECT 1 FROM DUAL LIMIT 0";

    static SessionSettings of(
            MySQLConnectOptions options, Duration longest, boolean readOnly, GatherConfig.Datasource config) {
        String collation = options.getCollation() != null
                ? options.getCollation()
                : MySQLCollation.getDefaultCollationFromCharsetName(options.getCharset());
        return new SessionSettings(
                MySQLCollation.valueOfName(collation).mysqlCharsetName(), collation, longest, readOnly, config);
    }

    /**
     * A statement without which the session must not be used.
     *
     * @param ifRefused what is wrong if the database refuses it
     */
    record Required(String statement, String ifRefused) {}

    /** The statements that set a session up, in their order. */
    List<Required> required(boolean mariaDb) {
        List<String> variables = new ArrayList<>(List.of(AUTOCOMMIT, "time_zone = '" + offset() + "'"));
        if (!isProxied() || !readOnly || config.sqlMode().isPresent()) {
            variables.add("sql_mode = " + mode());
        }
        if (!isProxied()) {
            config.groupConcatMaxLen().ifPresent(bytes -> variables.add("group_concat_max_len = " + bytes));
        }
        boolean byVariable = isProxied() && !mariaDb;
        if (readOnly && byVariable) {
            variables.add(READ_ONLY_VARIABLE);
        }
        Required set = new Required("SET SESSION " + String.join(", SESSION ", variables), NOT_SET);
        return readOnly && !byVariable ? List.of(new Required(READ_ONLY, NOT_READ_ONLY), set) : List.of(set);
    }

    /** Whether the database is reached by RDS Proxy. */
    boolean isProxied() {
        return config.rdsProxy();
    }

    private String offset() {
        ZoneId zone = config.timeZone();
        return zone.equals(ZoneOffset.UTC) ? "+00:00" : zone.getId();
    }

    private String mode() {
        String mode = config.sqlMode().map(modes -> "'" + modes + "'").orElse(MODE);
        return readOnly ? mode : "CONCAT(" + mode + ", '," + STRICT + "')";
    }

    /** Whether texts between double quotes are names. */
    static boolean ansiQuotes(GatherConfig.Datasource config) {
        return Stream.of(config.sqlMode().orElse("").split(",")).anyMatch(ANSI::contains);
    }

    /** The time zone in which the database shows moments. */
    ZoneRules zone() {
        return config.timeZone().getRules();
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
