package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end of the service for containers: whoever asks while its load balancer has not noticed yet is answered. Callers here do as a load
 * balancer does: they begin nothing more once the readiness check says so.
 */
class ContainerShutdownIT {
    private static final int CALLERS = 1_000;
    private static final Duration DELAY = Duration.ofSeconds(4);
    private static final long LONGER_THAN_THE_DELAY = 7_000;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean leaving;
    private World world;
    private ContainerProcess container;

    @BeforeEach
    void start() throws Exception {
        world = World.plain();
        world.answerLate("GET /soon", 50);
        world.answerLate("GET /late", LONGER_THAN_THE_DELAY);
        write("soon", "route: GET /soon/{n}\nsources: { soon: { http: GET data:/soon } }\noutput: '{% $input.n %}'\n");
        write("late", "route: GET /late/{n}\nsources: { late: { http: GET data:/late } }\noutput: '{% $input.n %}'\n");
        Map<String, String> environment = new HashMap<>(world.environment());
        environment.put("GATHER_DEMO", "false");
        environment.put("GATHER_COMPOSITIONS", folder.toString());
        environment.put("GATHER_TIMEOUT", "25s");
        environment.put("GATHER_LOG_SUCCESS", "false");
        environment.put("GATHER_UPSTREAMS_DATA_MAX_CONNECTIONS", "400");
        environment.put("GATHER_CONTAINER_LIMIT_INITIAL", "5000");
        environment.put("GATHER_CONTAINER_LIMIT_LEAST", "5000");
        environment.put("GATHER_CONTAINER_LIMIT_MOST", "5000");
        environment.put("QUARKUS_SHUTDOWN_DELAY", DELAY.toSeconds() + "S");
        container = ContainerProcess.start(environment);
    }

    @AfterEach
    void end() throws Exception {
        container.close();
        world.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    @Test
    void losesNoRequestOfAThousandConnections() throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setConnectTimeout(30_000),
                new PoolOptions().setHttp1MaxSize(CALLERS).setEventLoopSize(2));

        assertEquals(List.of(), end(client, CALLERS));
    }

    /** On a few connections, each with many requests at once. */
    @Test
    void losesNoRequestByHttp2() throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(50),
                new PoolOptions().setHttp2MaxSize(8).setEventLoopSize(2));

        assertEquals(List.of(), end(client, 400));
    }

    /** Ends the service in the middle of its work; what was lost. */
    private List<String> end(HttpClient client, int callers) throws Exception {
        List<CompletableFuture<Void>> calling = IntStream.range(0, callers)
                .mapToObj(caller -> call(client, caller, 0).toCompletionStage().toCompletableFuture())
                .toList();
        while (answered.get() < 3 * callers) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Future<Void> late = ask(client, "/late/", "slow");
        container.end();
        awaitUnready();
        int whenUnready = answered.get();
        leaving = true;
        for (CompletableFuture<Void> one : calling) {
            one.get(60, TimeUnit.SECONDS);
        }
        late.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertTrue(container.endsWithin(Duration.ofSeconds(60)), container.output());
        assertTrue(lost.size() + answered.get() > whenUnready, "some were at work when it was no longer ready");
        return List.copyOf(lost);
    }

    private void awaitUnready() throws Exception {
        HttpResponse<String> last = container.get("/q/health/ready");
        while (last.statusCode() == 200) {
            TimeUnit.MILLISECONDS.sleep(50);
            last = container.get("/q/health/ready");
        }
        assertEquals(503, last.statusCode());
        assertEquals("close", last.headers().firstValue("connection").orElse(""));
        assertEquals(200, container.get("/q/health/live").statusCode());
    }

    /** One request after another, until this one leaves. */
    private Future<Void> call(HttpClient client, int caller, int number) {
        if (leaving) {
            return Future.succeededFuture();
        }
        return ask(client, "/soon/", caller + "-" + number).compose(done -> call(client, caller, number + 1));
    }

    private Future<Void> ask(HttpClient client, String path, String text) {
        return client.request(HttpMethod.GET, container.port(), "127.0.0.1", path + text)
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> response.statusCode() + " " + body))
                .onSuccess(answer -> check(text, answer))
                .onFailure(thrown -> lost.add(text + ": " + thrown))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private void check(String text, String answer) {
        answered.incrementAndGet();
        if (!answer.equals("200 \"" + text + "\"")) {
            lost.add(text + ": " + answer);
        }
    }
}
