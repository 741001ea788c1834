package dev.gather.golden;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Prepares the database of a golden case, over a connection of its own. */
public final class GoldenDatabase {
    private GoldenDatabase() {}

    public static void run(List<String> statements) {
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
