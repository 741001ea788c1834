package dev.gather.dev;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gather.config.GatherConfig;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.amazon.lambda.runtime.LambdaHotReplacementRecorder;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes Lambda events by POST on a port of 127.0.0.1, and answers with the function's answer, or with status 500 and the
 * function error as Lambda reports it. It replaces Quarkus' mock event server, which always listens on every interface.
 */
@Singleton
@IfBuildProfile("dev")
class EventServer {
    private static final Answer RESTARTING = new Answer(503, Buffer.buffer("{\"errorType\":\"Restarting\"}"));

    private final RequestStreamHandler function;
    private final ObjectMapper json;
    private final RequestGuard guard;
    private final Set<HttpServerRequest> pending = ConcurrentHashMap.newKeySet();

    @Inject
    EventServer(@Named("gather") RequestStreamHandler function, ObjectMapper json, GatherConfig config) {
        this(function, json, new RequestGuard(config.dev().allowedHosts().orElse(List.of()), List.of()));
    }

    /**
     * @param function answers an event; it may block
     * @param json writes the function's errors
     */
    EventServer(RequestStreamHandler function, ObjectMapper json, RequestGuard guard) {
        this.function = function;
        this.json = json;
        this.guard = guard;
    }

    /** The result of an event. */
    private record Answer(int status, Buffer document) {}

    /**
     * Starts the server.
     *
     * @param port 0 for a free one
     */
    Future<HttpServer> start(Vertx vertx, int port) {
        return vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(request -> handle(vertx, request))
                .listen(port, "127.0.0.1");
    }

    private void handle(Vertx vertx, HttpServerRequest request) {
        if (guard.refuses(request)) {
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader(HttpHeaders.ALLOW, "POST");
            send(request, 405, "text/plain; charset=utf-8", Buffer.buffer("Post a Lambda event here.\n"));
            return;
        }
        pending.add(request);
        request.connection().closeHandler(closed -> pending.remove(request));
        request.body()
                .compose(event -> vertx.executeBlocking(() -> answer(event), false))
                .otherwise(this::error)
                .onSuccess(answer -> answer(request, answer));
    }

    private void answer(HttpServerRequest request, Answer answer) {
        if (pending.remove(request)) {
            send(request, answer.status(), "application/json", answer.document());
        }
    }

    /** Answers pending requests with 503, since the application stops or restarts with changed code. */
    void stop() {
        pending.forEach(request -> answer(request, RESTARTING));
    }

    private static void send(HttpServerRequest request, int status, String contentType, Buffer content) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .end(content);
    }

    /** Reloads changed files first, like Quarkus' own server. */
    private Answer answer(Buffer event) throws Exception {
        if (LambdaHotReplacementRecorder.checkHotReplacement()) {
            return RESTARTING;
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event.getBytes()), document, null);
        return new Answer(200, Buffer.buffer(document.toByteArray()));
    }

    /** The error in the form in which Quarkus posts it to Lambda. */
    private Answer error(Throwable thrown) {
        FunctionError error = new FunctionError(thrown.getClass().getName(), thrown.getMessage());
        try {
            return new Answer(500, Buffer.buffer(json.writeValueAsBytes(error)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error of two texts can always be written", e);
        }
    }
}
