package dev.gather.golden;

import dev.gather.postgresql.PgSql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Prepares the databases of a golden case, over connections of its own. */
public final class GoldenDatabase {
    private GoldenDatabase() {}

    /** Runs what a case says on the databases that it names. */
    public static void prepare(GoldenCase golden) {
        run(golden.database());
        golden.postgresql().forEach(PgSql::run);
    }

    private static void run(List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.reactive.url", String.class);
        MySQLConnectOptions options =
                MySQLConnectOptions.fromUri(url).setUser("gather").setPassword("gather");
        Vertx vertx = Vertx.vertx();
        try {
            MySQLConnection.connect(vertx, options)
                    .compose(connection -> runOn(connection, statements))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Future<Void> runOn(MySQLConnection connection, List<String> statements) {
        Future<Void> done = Future.succeededFuture();
        for (String sql : statements) {
            done = done.compose(before -> connection.query(sql).execute().mapEmpty());
        }
        return done;
    }
}
