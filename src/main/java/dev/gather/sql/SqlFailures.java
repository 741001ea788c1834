package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the MySQL client's exceptions to failures. Their messages contain no SQL, hosts or values. */
final class SqlFailures {
    /** The usual MySQL errors for the caller, without names and values. */
    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(1040, "the database has too many connections"),
            Map.entry(1044, "the database refused the user"),
            Map.entry(1045, "the database refused the user"),
            Map.entry(1049, "the database does not exist"),
            Map.entry(1048, "a column cannot be null"),
            Map.entry(1054, "a column does not exist"),
            Map.entry(1062, "a row with this key exists already"),
            Map.entry(1064, "the query is not valid SQL"),
            Map.entry(1142, "the database user may not use a table so"),
            Map.entry(1146, "a table does not exist"),
            Map.entry(1203, "the database user has too many connections"),
            Map.entry(1205, "a lock was not granted in time"),
            Map.entry(1213, "the database ended a deadlock by rolling back"),
            Map.entry(1264, "a number is out of the range of its column"),
            Map.entry(1305, "a function does not exist"),
            Map.entry(1364, "a column has neither a value nor a default"),
            Map.entry(1366, "a value does not fit its column"),
            Map.entry(1406, "a value is too long for its column"),
            Map.entry(1451, "other rows refer to this one"),
            Map.entry(1452, "it refers to a row that does not exist"),
            Map.entry(1644, "a trigger or a function refused it"),
            Map.entry(1792, "the query writes, where only reading is allowed"),
            Map.entry(1969, "the query ran for too long"),
            Map.entry(3024, "the query ran for too long"),
            Map.entry(3819, "a check of the table refused it"),
            Map.entry(4025, "a check of the table refused it"));

    /** Errors that end a connection: the database shuts down, the connection was killed or idle for too long. */
    private static final Set<Integer> ENDING = Set.of(1053, 1927, 4031);

    /** Errors after which a later attempt may succeed. */
    private static final Set<Integer> TEMPORARY = Set.of(1040, 1203);

    /** Errors whose message names only what the composition contains. */
    private static final Set<Integer> SAFE_TO_LOG = Set.of(1054, 1064, 1146, 1305);

    private SqlFailures() {}

    /**
     * Whether the connection ended before or during the query. The client reports that in several ways, only by its
     * message if the query was never sent.
     */
    static boolean isDeadConnection(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof ClosedConnectionException
                || (thrown instanceof MySQLException error && ENDING.contains(error.getErrorCode()))
                || message.startsWith("Connection is not active now")
                || message.startsWith("Pending requests failed to be sent");
    }

    /** Whether the connection cannot be used after the exception: it has ended, or a guard closes it. */
    static boolean endsConnection(Throwable thrown) {
        return thrown instanceof Failure || isDeadConnection(thrown);
    }

    /** Whether the exception is the database's answer to a statement, which then has not been done. */
    static boolean isAnswer(Throwable thrown) {
        return thrown instanceof DatabaseException && !isDeadConnection(thrown);
    }

    /** Maps an exception of the MySQL client to a failure; unchanged if it is a bug. */
    static Throwable classify(Throwable thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        if (isDeadConnection(thrown)) {
            return Failure.temporary(Code.CONNECTION, "the connection to the database broke");
        }
        if (thrown instanceof MySQLException error) {
            return refused(error.getErrorCode(), error.getSqlState(), error.getMessage());
        }
        if (thrown instanceof DatabaseException error) {
            return Failure.of(Code.QUERY, "the database refused the query").withDetail("code " + error.getErrorCode());
        }
        return unanswered(thrown);
    }

    /** Maps exceptions that do not come from an answer of the database. */
    private static Throwable unanswered(Throwable thrown) {
        if (thrown instanceof UnsupportedOperationException) {
            return Failure.of(Code.QUERY, "the database asks for an unknown authentication method");
        }
        String kind = thrown.getClass().getSimpleName();
        if (thrown instanceof IOException
                || thrown instanceof VertxException
                || "Timeout".equals(thrown.getMessage())) {
            return Failure.temporary(Code.CONNECTION, "no connection to the database, or it broke")
                    .withDetail(kind);
        }
        return kind.equals("NoStackTraceThrowable")
                ? Failure.of(Code.QUERY, "a value cannot be bound to the query").withDetail(kind)
                : thrown;
    }

    /** The failure for an error that the database answered a login or a query with. */
    static Failure refused(int code, String state, @Nullable String message) {
        String meaning = MEANINGS.getOrDefault(code, "the database refused the query");
        String detail = printable(SAFE_TO_LOG.contains(code) ? message : "SQL state " + state);
        String text = meaning + " (MySQL error " + code + ")";
        Failure failure =
                TEMPORARY.contains(code) ? Failure.temporary(Code.CONNECTION, text) : Failure.of(Code.QUERY, text);
        return failure.withDetail(detail);
    }

    /** Keeps a malicious database from writing lines of its own into the log. */
    private static String printable(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\p{C}", "?");
    }
}
