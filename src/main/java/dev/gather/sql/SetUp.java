package dev.gather.sql;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Sends what sets a session up, at once; what follows need not wait for the answers.
 *
 * @param connection the session's
 * @param settings of the session
 * @param require closes the connection with that message if the database refuses one of the next commands, of that number
 */
record SetUp(SqlConnection connection, SessionSettings settings, BiConsumer<Integer, String> require) {
    private static final String NOT_RESET = "the database did not reset the session";

    /** All settings of a new session. */
    Future<?> all(StatementLimit limit) {
        List<Future<?>> sent = new ArrayList<>();
        for (SessionSettings.Required required : settings.required(isMariaDb())) {
            require.accept(1, required.ifRefused());
            sent.add(connection.query(required.statement()).execute());
        }
        if (!settings.isProxied()) {
            sent.add(limit(limit));
        }
        return Future.all(sent);
    }

    /** Removes all that statements left, and the prepared statements, and sets the session up again. */
    Future<?> again(StatementLimit limit) {
        require.accept(2, NOT_RESET);
        Future<Void> forgotten = ((MySQLConnection) connection).resetConnection();
        Future<RowSet<Row>> names = connection.query(settings.names()).execute();
        Future<?> all = all(limit);
        require.accept(1, NOT_RESET);
        Future<RowSet<Row>> count =
                connection.query(SessionSettings.FOUND_NOTHING).execute();
        return Future.all(forgotten, names, all, count);
    }

    /** Sets how long the next statements may run. */
    Future<?> limit(StatementLimit limit) {
        return connection
                .query(settings.limit(limit.in(isMariaDb()), isMariaDb()))
                .execute()
                .mapEmpty()
                .recover(SetUp::withoutLimit);
    }

    /** Other databases with MySQL's protocol may not know the limit, so only a dead connection is a failure. */
    private static Future<Object> withoutLimit(Throwable thrown) {
        return SqlFailures.isDeadConnection(thrown) ? Future.failedFuture(thrown) : Future.succeededFuture();
    }

    /** Whether the connection leads to MariaDB, which knows other settings. */
    boolean isMariaDb() {
        return connection.databaseMetadata().productName().equals("MariaDB");
    }
}
