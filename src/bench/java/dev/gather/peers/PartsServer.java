package dev.gather.peers;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP API that all functions ask. It reads no more of a request than its path and writes answers that it has made
 * before, so that it costs less than what it measures.
 *
 * <p>{@code /parts/<n>} is a document of 180 bytes, {@code /chain/<n>} says which step is next, {@code /bodies/<n>} has
 * n KiB, and any other path a document with its name.
 */
public final class PartsServer implements AutoCloseable {
    private static final int BACKLOG = 2048;
    private static final String PART =
            "{\"id\":%1$d,\"name\":\"part number %1$d\",\"price\":%1$d.5,\"tags\":[\"a\",\"b\"],\"text\":\""
                    + "x".repeat(100) + "\"}";
    private static final String ITEM =
            "{\"id\":%1$d,\"name\":\"item number %1$d\",\"price\":%1$d.25,\"active\":true,\"tags\":[\"red\",\"green\"],"
                    + "\"note\":null,\"text\":\"some words of a text\"}";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Buffer> answers = new ConcurrentHashMap<>();
    private final NetServer server;
    private volatile long delay;

    /** Starts it on a free port of 127.0.0.1. */
    public PartsServer() throws Exception {
        NetServerOptions options = new NetServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true);
        server = vertx.createNetServer(options)
                .connectHandler(
                        socket -> socket.handler(RecordParser.newDelimited("\r\n\r\n", head -> answer(socket, head))))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** The base URL. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Sets how long each answer takes from now on, in milliseconds. */
    public void delay(long millis) {
        delay = millis;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(NetSocket socket, Buffer head) {
        String line = head.getString(0, Math.min(head.length(), 100), StandardCharsets.ISO_8859_1.name());
        Buffer answer = answers.computeIfAbsent(line.split(" ", 3)[1], PartsServer::response);
        if (delay == 0) {
            socket.write(answer);
        } else {
            vertx.setTimer(delay, fired -> socket.write(answer));
        }
    }

    private static Buffer response(String path) {
        String body = body(path);
        return Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static String body(String path) {
        String[] segments = path.split("/");
        return switch (segments[1]) {
            case "parts" -> PART.formatted(Integer.parseInt(segments[2]));
            case "chain" -> {
                int step = Integer.parseInt(segments[2]);
                yield "{\"step\":%d,\"next\":%d}".formatted(step, step + 1);
            }
            case "bodies" -> items(1024 * Integer.parseInt(segments[2]));
            default ->
                "{\"name\":\"%s\",\"values\":[1,2,3],\"nested\":{\"text\":\"%s\"}}"
                        .formatted(segments[1], "y".repeat(200));
        };
    }

    /** A list of about so many bytes. */
    private static String items(int size) {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; list.length() < size - ITEM.length(); i++) {
            list.append(i == 0 ? "" : ",").append(ITEM.formatted(i));
        }
        return list.append("]").toString();
    }
}
