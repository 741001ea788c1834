package dev.gather.stub;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An upstream whose answers are scripted over HTTP, so that tests in whatever class loader or process can script it:
 * {@code PUT /__script} sets the stubs and clears the log, {@code GET /__log} tells what came in.
 *
 * <p>A stub: <code>{"request": "GET /a?b=c", "status": 200, "json": …, "text": "…", "headers": {}, "delay": ms,
 * "fault": "reset" | "reset-reused" | "cut" | "endless", "times": n}</code>. The log tells start and end of every request in
 * milliseconds, and whether the client went away.
 */
public final class StubServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final String scheme;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile JsonArray stubs = new JsonArray();
    private volatile JsonArray log = new JsonArray();

    /** Starts it on a free port of 127.0.0.1. */
    public StubServer() throws Exception {
        this(new HttpServerOptions());
    }

    /** Starts one that speaks TLS, with a certificate and its key, both PEM files. */
    public static StubServer withTls(Path certificate, Path key) throws Exception {
        return new StubServer(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.toString())
                        .addKeyPath(key.toString())));
    }

    /** Starts one that closes connections on which nothing has happened for so many seconds. */
    public static StubServer withIdleTimeout(int seconds) throws Exception {
        return new StubServer(new HttpServerOptions().setIdleTimeout(seconds));
    }

    private StubServer(HttpServerOptions options) throws Exception {
        options.setHost("127.0.0.1").setPort(0);
        scheme = options.isSsl() ? "https" : "http";
        server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(request -> request.body().onSuccess(body -> handle(request, body)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** The base URL. */
    public String url() {
        return scheme + "://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Sets the stubs and clears the log. */
    public void script(JsonArray script) {
        stubs = script.copy();
        log = new JsonArray();
        asked.clear();
    }

    /** How often that was asked for since the stubs were set. */
    public int asked(String request) {
        return asked.getOrDefault(request, 0);
    }

    /** Ends all connections: with a reset, or in good order. */
    public void hangUp(boolean reset) {
        connections.forEach(connection -> {
            if (reset) {
                ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_LINGER, 0);
            }
            connection.close();
        });
    }

    private void connected(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(closed -> connections.remove(connection));
    }

    private void handle(HttpServerRequest request, Buffer body) {
        switch (request.path()) {
            case "/__script" -> {
                script(body.toJsonArray());
                request.response().end();
            }
            case "/__log" -> request.response().end(log.encode());
            default -> answer(request, body);
        }
    }

    private void answer(HttpServerRequest request, Buffer body) {
        JsonObject entry = logged(request, body);
        JsonObject stub = find(request.method() + " " + request.uri());
        entry.put("matched", stub != null);
        if (stub == null) {
            request.response().setStatusCode(599).end();
            return;
        }
        stub.put("hits", stub.getInteger("hits", 0) + 1);
        long delay = stub.getLong("delay", 0L);
        if (delay == 0) {
            answer(request, stub);
        } else {
            vertx.setTimer(delay, fired -> answer(request, stub));
        }
    }

    private JsonObject logged(HttpServerRequest request, Buffer body) {
        JsonObject headers = new JsonObject();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        JsonObject entry = new JsonObject()
                .put("request", request.method() + " " + request.uri())
                .put("headers", headers)
                .put("body", body.toString())
                .put("connection", request.connection().remoteAddress().port())
                .put("start", System.nanoTime() / 1_000_000);
        request.response().bodyEndHandler(ended -> entry.put("end", System.nanoTime() / 1_000_000));
        request.connection().closeHandler(closed -> {
            connections.remove(request.connection());
            entry.put("closed", !entry.containsKey("end"));
        });
        log.add(entry);
        asked.merge(entry.getString("request"), 1, Integer::sum);
        return entry;
    }

    private JsonObject find(String request) {
        for (Object candidate : stubs) {
            JsonObject stub = (JsonObject) candidate;
            boolean used = stub.getInteger("hits", 0) >= stub.getInteger("times", 1);
            if (!used && stub.getString("request").equals(request)) {
                return stub;
            }
        }
        return null;
    }

    private void answer(HttpServerRequest request, JsonObject stub) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(stub.getInteger("status", 200));
        if (stub.containsKey("json")) {
            response.putHeader("content-type", "application/json");
        }
        stub.getJsonObject("headers", new JsonObject())
                .forEach(header -> response.putHeader(header.getKey(), String.valueOf(header.getValue())));
        Buffer content = stub.containsKey("json")
                ? Json.encodeToBuffer(stub.getValue("json"))
                : Buffer.buffer(stub.getString("text", ""));
        switch (stub.getString("fault", "none")) {
            case "reset" -> request.connection().close();
            case "reset-reused" -> {
                if (uses(request) > 1) {
                    request.connection().close();
                } else {
                    response.end(content);
                }
            }
            case "cut" -> {
                response.putHeader("content-length", String.valueOf(content.length() + 100))
                        .write(content);
                vertx.setTimer(20, fired -> request.connection().close());
            }
            case "endless" -> endless(response.setChunked(true));
            default -> response.end(content);
        }
    }

    private long uses(HttpServerRequest request) {
        int port = request.connection().remoteAddress().port();
        return log.stream()
                .filter(entry -> ((JsonObject) entry).getInteger("connection") == port)
                .count();
    }

    private void endless(HttpServerResponse response) {
        Buffer chunk = Buffer.buffer(new byte[64 * 1024]);
        long timer = vertx.setPeriodic(1, fired -> {
            if (!response.closed() && !response.writeQueueFull()) {
                response.write(chunk);
            }
        });
        response.closeHandler(closed -> vertx.cancelTimer(timer));
    }
}
