package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.sql.DatabaseErrors.Kind;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the MySQL client's exceptions to failures. Their messages contain no SQL, hosts or values. */
final class SqlFailures {
    /** Errors that end a connection: the database shuts down, the connection was killed or idle for too long. */
    private static final Set<Integer> ENDING = Set.of(1053, 1927, 4031);

    /** Errors by which a database refuses a login; the second one is MariaDB's for a user without a password. */
    private static final Set<Integer> NO_LOGIN = Set.of(1045, 1698);

    private static final int SYNTAX = 1064;

    /** Errors whose message names only what the composition contains. */
    private static final Set<Integer> SAFE_TO_LOG = Set.of(1054, SYNTAX, 1146, 1305);

    private SqlFailures() {}

    /**
     * Whether the connection ended before or during the query, or the function ends. The client reports that in several ways,
     * only by its message if the query was never sent.
     */
    static boolean isDeadConnection(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof ClosedConnectionException
                || (thrown instanceof MySQLException error && isEnding(error.getErrorCode()))
                || (thrown instanceof StatementError error && error.meaning().kind() == Kind.ENDING)
                || message.startsWith("Connection is not active now")
                || message.startsWith("Pool closed")
                || message.startsWith("Pending requests failed to be sent");
    }

    /** Whether the database ends the connection after an error with this code. */
    static boolean isEnding(int code) {
        return ENDING.contains(code);
    }

    /** Whether the connection is not to be used after the exception: it has ended, a guard closes it, or it is stale. */
    static boolean endsConnection(Throwable thrown) {
        return thrown instanceof Failure || isDeadConnection(thrown) || isStale(thrown);
    }

    private static boolean isStale(Throwable thrown) {
        if (thrown instanceof StatementError known) {
            return known.meaning().kind() == Kind.STALE;
        }
        return thrown instanceof MySQLException error
                && DatabaseErrors.of(error.getErrorCode(), String.valueOf(error.getSqlState()))
                                .kind()
                        == Kind.STALE;
    }

    /** Whether the database refused the user or the password. */
    static boolean isLoginRefused(Throwable thrown) {
        return thrown instanceof MySQLException error && NO_LOGIN.contains(error.getErrorCode());
    }

    /** Whether the exception is the database's answer to a statement, which then has not been done. */
    static boolean isAnswer(Throwable thrown) {
        return thrown instanceof DatabaseException && !isDeadConnection(thrown);
    }

    /** The failure of a statement that has values in its text, without the part of it that a syntax error shows. */
    static <T> Future<T> withoutExcerpt(Throwable thrown) {
        return Future.failedFuture(
                thrown instanceof MySQLException error && error.getErrorCode() == SYNTAX
                        ? new MySQLException(
                                "the database shows values, which are not logged", SYNTAX, error.getSqlState())
                        : thrown);
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
        if (thrown instanceof StatementError error) {
            return failure(error.meaning(), error.label()).withDetail(printable(error.detail()));
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
    static Failure refused(int code, @Nullable String state, @Nullable String message) {
        DatabaseErrors.Meaning meaning = DatabaseErrors.of(code, String.valueOf(state));
        return failure(meaning, "MySQL error " + code)
                .withDetail(printable(SAFE_TO_LOG.contains(code) ? message : "SQL state " + state));
    }

    private static Failure failure(DatabaseErrors.Meaning meaning, String label) {
        String text = meaning.text() + " (" + label + ")";
        return switch (meaning.kind()) {
            case LASTING -> Failure.of(Code.QUERY, text);
            case VALUE -> Failure.of(Code.INVALID_VALUE, text);
            case BUSY, ENDING -> Failure.temporary(Code.CONNECTION, text);
            case PASSING -> Failure.passing(Code.QUERY, text);
            case STALE -> Failure.temporary(Code.QUERY, text);
        };
    }

    /** Keeps a malicious database from writing lines of its own into the log. */
    private static String printable(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\p{C}", "?");
    }
}
