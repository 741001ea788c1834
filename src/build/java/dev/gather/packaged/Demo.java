package dev.gather.packaged;

import dev.gather.dev.DemoUpstreams;
import dev.gather.dev.EmbeddedDatabase;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The database and the upstreams that the demo's compositions ask. */
final class Demo implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedDatabase database = EmbeddedDatabase.start();

    /** Starts them. */
    Demo() {
        database.load("demo/schema.sql");
        DemoUpstreams.start(vertx).toCompletionStage().toCompletableFuture().join();
    }

    /** The environment variables that a function needs to reach them. */
    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "GATHER_DEMO",
                "true",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                EmbeddedDatabase.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                EmbeddedDatabase.PASSWORD));
        DemoUpstreams.NAMES.forEach(name ->
                variables.put("GATHER_UPSTREAMS_" + name.toUpperCase(Locale.ROOT) + "_URL", DemoUpstreams.url(name)));
        return variables;
    }

    @Override
    public void close() {
        database.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
