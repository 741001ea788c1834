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

/** Maps what the MySQL client throws to failures of the source. SQL, hosts and values stay out of them. */
final class SqlFailures {
    /** What MySQL's errors mean, for the caller: the ones that people meet, without a name or a value in them. */
    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(1040, "the database has too many connections"),
            Map.entry(1044, "the database refused the user"),
            Map.entry(1045, "the database refused the user"),
            Map.entry(1049, "the database does not exist"),
            Map.entry(1054, "a column does not exist"),
            Map.entry(1064, "the query is no valid SQL"),
            Map.entry(1142, "the database user may not read a table"),
            Map.entry(1146, "a table does not exist"),
            Map.entry(1203, "the database user has too many connections"),
            Map.entry(1205, "a lock was not granted in time"),
            Map.entry(1305, "a function does not exist"),
            Map.entry(1792, "the query writes, where only reading is allowed"),
            Map.entry(1969, "the query ran for too long"),
            Map.entry(3024, "the query ran for too long"));

    /** The last words on a connection: the database shuts down, someone killed it, it had been idle for too long. */
    private static final Set<Integer> FAREWELLS = Set.of(1053, 1927, 4031);

    /** Errors that say: not now. */
    private static final Set<Integer> PASSING = Set.of(1040, 1203);

    /** Errors whose message from the database names only what the composition itself says. */
    private static final Set<Integer> SAFE_TO_LOG = Set.of(1054, 1064, 1146, 1305);

    private SqlFailures() {}

    /**
     * Whether the connection had ended before the query or with it. The client tells that in different ways, by text
     * alone where the query did not get as far as the connection.
     */
    static boolean isDeadConnection(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof ClosedConnectionException
                || (thrown instanceof MySQLException error && FAREWELLS.contains(error.getErrorCode()))
                || message.startsWith("Connection is not active now")
                || message.startsWith("Pending requests failed to be sent");
    }

    /** Whether the connection is of no use after it: it has ended, or a guard ends it. */
    static boolean endsConnection(Throwable thrown) {
        return thrown instanceof Failure || isDeadConnection(thrown);
    }

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
        if (thrown instanceof UnsupportedOperationException) {
            return Failure.of(Code.QUERY, "the database asks for a way to log in that is not known");
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

    /** The database refused: the connection, or what was asked on it. */
    static Failure refused(int code, String state, String message) {
        String meaning = MEANINGS.getOrDefault(code, "the database refused the query");
        String detail = printable(SAFE_TO_LOG.contains(code) ? message : "SQL state " + state);
        String text = meaning + " (MySQL error " + code + ")";
        Failure failure =
                PASSING.contains(code) ? Failure.temporary(Code.CONNECTION, text) : Failure.of(Code.QUERY, text);
        return failure.withDetail(detail);
    }

    /** A database that means ill could otherwise write lines of its own into the log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{C}", "?");
    }
}
