package dev.gather.packaged;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for Lambda's runtime API, 2018-06-01: it hands one event to each poll of the function, of which several may
 * wait at once, and keeps what the function posts. Also SnapStart's {@code restore/next}, which returns when the test
 * says so.
 */
public final class RuntimeApiStandIn implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    /**
     * What a function posted.
     *
     * @param error whether it is a function error
     * @param body the document
     * @param nanos from the event's delivery to the last byte of the document
     * @param headers with which it was posted
     */
    public record Posted(boolean error, String body, long nanos, MultiMap headers) {}

    private record Event(
            String id,
            String body,
            Duration timeLimit,
            Map<String, String> headers,
            long delivered,
            CompletableFuture<Posted> posted) {
        Event deliveredNow() {
            return new Event(id, body, timeLimit, headers, System.nanoTime(), posted);
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpServer server;
    private final CompletableFuture<Long> firstPoll = new CompletableFuture<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();
    private final CompletableFuture<Void> restore = new CompletableFuture<>();
    private final Queue<Event> waiting = new ArrayDeque<>();
    private final Map<String, Event> inFlight = new HashMap<>();
    private final Queue<HttpServerRequest> polls = new ArrayDeque<>();
    private final AtomicInteger polled = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private volatile int gone;
    private int count;

    /** Starts it on a free port of 127.0.0.1. */
    public RuntimeApiStandIn() {
        this.server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setHttp2ClearTextEnabled(false));
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        server.connectionHandler(connection -> connections.incrementAndGet());
        server.requestHandler(this::handle);
        context.runOnContext(ignored -> server.listen(0).onComplete(started -> {
            if (started.succeeded()) {
                listening.complete(started.result());
            } else {
                listening.completeExceptionally(started.cause());
            }
        }));
        listening.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} has to be. */
    public String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    /** {@link System#nanoTime} when the function first asked for an event. */
    public CompletableFuture<Long> firstPoll() {
        return firstPoll;
    }

    /** How often the function asked for an event. */
    public int polls() {
        return polled.get();
    }

    /** How many connections the function has opened. */
    public int connections() {
        return connections.get();
    }

    /** Refuses the next post with this status; 0 closes its connection without an answer. */
    public void refuse(int status) {
        refusals.add(status);
    }

    /** Answers all polls from now on with this status, also those that wait; 0 again gives events. */
    public void giveNoEvents(int status) {
        gone = status;
        context.runOnContext(ignored -> deliver());
    }

    /** The document with which the function said that it cannot start. */
    public CompletableFuture<String> initError() {
        return initError;
    }

    /** Completes when a SnapStart function is ready for its snapshot. */
    public CompletableFuture<Void> checkpoint() {
        return checkpoint;
    }

    /** Lets a SnapStart function go on from its snapshot. */
    public void restore() {
        restore.complete(null);
    }

    /**
     * Hands an event to the function when it next asks.
     *
     * @param timeLimit how long the invocation may take; the function is told, and not held to it
     */
    public CompletableFuture<Posted> invoke(String event, Duration timeLimit) {
        return invoke(event, timeLimit, Map.of());
    }

    /**
     * The same with more headers.
     *
     * @param headers beside those that every event has, or in their place
     */
    public CompletableFuture<Posted> invoke(String event, Duration timeLimit, Map<String, String> headers) {
        CompletableFuture<Posted> posted = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            waiting.add(new Event("event-" + ++count, event, timeLimit, headers, 0, posted));
            deliver();
        });
        return posted;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        String path = request.path().substring(ROOT.length());
        switch (path) {
            case "invocation/next" -> {
                firstPoll.complete(System.nanoTime());
                polled.incrementAndGet();
                polls.add(request);
                deliver();
            }
            case "init/error" ->
                request.body().onSuccess(body -> {
                    initError.complete(body.toString());
                    accept(request);
                });
            case "restore/next" -> {
                checkpoint.complete(null);
                var unused = restore.thenRun(
                        () -> context.runOnContext(ignored -> request.response().end()));
            }
            default -> request.body().onSuccess(body -> posted(request, path.split("/"), body));
        }
    }

    private void deliver() {
        while (gone != 0 && !polls.isEmpty()) {
            polls.remove().response().setStatusCode(gone).end();
        }
        if (polls.isEmpty() || waiting.isEmpty()) {
            return;
        }
        Event event = waiting.remove().deliveredNow();
        inFlight.put(event.id(), event);
        long deadline = System.currentTimeMillis() + event.timeLimit().toMillis();
        HttpServerResponse response = polls.remove().response();
        response.putHeader("Lambda-Runtime-Aws-Request-Id", event.id())
                .putHeader("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline))
                .putHeader(
                        "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:gather")
                .putHeader("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")
                .putHeader("Content-Type", "application/json");
        event.headers().forEach(response::putHeader);
        response.end(event.body());
    }

    /** {@code invocation/<id>/response} and {@code invocation/<id>/error}. */
    private void posted(HttpServerRequest request, String[] path, Buffer body) {
        Event event = inFlight.remove(path[1]);
        long nanos = System.nanoTime() - event.delivered();
        Integer refusal = refusals.poll();
        if (refusal == null) {
            accept(request);
        } else if (refusal == 0) {
            request.connection().close();
        } else {
            request.response().setStatusCode(refusal).end("{\"errorType\":\"Refused\"}");
        }
        event.posted().complete(new Posted(path[2].equals("error"), body.toString(), nanos, request.headers()));
    }

    private static void accept(HttpServerRequest request) {
        request.response().setStatusCode(202).end("{\"status\":\"OK\"}");
    }
}
