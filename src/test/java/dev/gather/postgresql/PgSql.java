package dev.gather.postgresql;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Statements that tests send to the PostgreSQL without Gather. */
public final class PgSql {
    private PgSql() {}

    /** Runs statements, separated by semicolons. */
    public static void run(String statements) {
        var unused = values(statements);
    }

    /** The values of the first column of a statement's rows, as texts. */
    public static List<String> values(String statement) {
        return values(PostgreSqlServer.port(), PostgreSqlServer.DATABASE, statement);
    }

    static List<String> values(int port, String database, String statements) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser(PostgreSqlServer.USER)
                .setPassword(PostgreSqlServer.USER)
                .setDatabase(database);
        Vertx vertx = Vertx.vertx();
        try {
            List<String> values = new ArrayList<>();
            PgConnection.connect(vertx, options)
                    .compose(connection -> connection.query(statements).execute())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .forEach(row -> values.add(text(row)));
            return values;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String text(Row row) {
        return row.size() == 0 ? "" : String.valueOf(row.getValue(0));
    }
}
