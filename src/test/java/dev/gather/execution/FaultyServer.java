package dev.gather.execution;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream, {@code search}, that answers or does one of many wrong things, by chance. */
public final class FaultyServer implements QuarkusTestResourceLifecycleManager {
    static final int MAX_CONNECTIONS = 20;

    /** Connections that are open. The application under test has class loaders of its own, but the JVM's properties. */
    private static final String OPEN = "soak.connections";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();

    static int open() {
        return Integer.getInteger(OPEN);
    }

    @Override
    public Map<String, String> start() {
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .connectionHandler(connection -> {
                    count(1);
                    connection.closeHandler(closed -> count(-1));
                })
                .requestHandler(this::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        count(0);
        return Map.of(
                "gather.upstreams.search.url",
                "http://127.0.0.1:" + server.actualPort(),
                "gather.upstreams.search.max-connections",
                String.valueOf(MAX_CONNECTIONS),
                "gather.upstreams.search.max-body",
                "16K");
    }

    private void count(int change) {
        System.setProperty(OPEN, String.valueOf(connections.addAndGet(change)));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (ThreadLocalRandom.current().nextInt(20)) {
            case 0 -> response.setStatusCode(503).end();
            case 1 -> response.setStatusCode(404).end();
            case 2 -> request.connection().close();
            case 3 -> response.putHeader("content-type", "application/json").end("<html>");
            case 4 -> {
                response.putHeader("content-length", "100").write("{");
                vertx.setTimer(5, fired -> request.connection().close());
            }
            case 5 -> response.end("x".repeat(20_000));
            case 6, 7 -> vertx.setTimer(60, fired -> late(response));
            case 8 -> vertx.setTimer(10, fired -> late(response));
            default -> response.end("{\"ok\":true}");
        }
    }

    private static void late(HttpServerResponse response) {
        if (!response.closed()) {
            response.end("[1]");
        }
    }
}
