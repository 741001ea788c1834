package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end of the service for containers: who asks while the load balancer has not noticed yet is answered. Callers here do as load
 * balancers do: they begin nothing more once the readiness check, or their connection, says so.
 */
class ContainerShutdownIT {
    private static final Duration DELAY = Duration.ofSeconds(4);
    private static final long LONGER_THAN_THE_DELAY = 7_000;

    @TempDir
    Path folder;

    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean unready;
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
        environment.put("GATHER_CONTAINER_LIMIT_ENABLED", "false");
        environment.put("QUARKUS_SHUTDOWN_DELAY", DELAY.toSeconds() + "S");
        container = ContainerProcess.start(environment);
    }

    @AfterEach
    void end() {
        container.close();
        world.close();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    @Test
    void losesNoRequestOfAThousandConnections() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setConnectTimeout(30_000),
                new PoolOptions().setHttp1MaxSize(1_000).setEventLoopSize(2));
        Function<String, CompletableFuture<String>> http1 =
                path -> client.request(HttpMethod.GET, container.port(), "127.0.0.1", path)
                        .compose(request -> request.send())
                        .compose(response -> response.body().map(body -> response.statusCode() + " " + body))
                        .toCompletionStage()
                        .toCompletableFuture();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 1_000; caller++) {
            callers.add(call(http1, () -> unready, caller, 0));
        }

        endInTheMiddleOf(callers, http1);

        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** On a few connections, with many streams each, whose callers watch no readiness: GOAWAY alone tells them. */
    @Test
    void losesNoStreamOfHttp2() throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(2);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        List<Http2Connection> connections = new ArrayList<>();
        for (int caller = 0; caller < 400; caller++) {
            if (caller % 50 == 0) {
                connections.add(new Http2Connection(group, container.port()));
            }
            Http2Connection own = connections.get(connections.size() - 1);
            callers.add(call(own::ask, own::isGone, caller, 0));
        }

        endInTheMiddleOf(callers, connections.get(0)::ask);

        connections.forEach(Http2Connection::close);
        var unused = group.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
    }

    /** Ends the service in the middle of its work, with one request that takes longer than the delay. */
    private void endInTheMiddleOf(
            List<CompletableFuture<Void>> callers, Function<String, CompletableFuture<String>> asking)
            throws Exception {
        while (answered.get() + lost.size() < 3 * callers.size()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        CompletableFuture<Void> late = ask(asking, "/late/", "slow");
        container.end();
        int whenTold = answered.get();
        awaitUnready();
        for (CompletableFuture<Void> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
        late.get(60, TimeUnit.SECONDS);

        assertTrue(container.endsWithin(Duration.ofSeconds(60)), container.output());
        assertEquals(List.of(), List.copyOf(lost));
        assertTrue(answered.get() > whenTold, "some were answered after that");
    }

    private void awaitUnready() throws Exception {
        HttpResponse<String> last = container.get("/q/health/ready");
        while (last.statusCode() == 200) {
            TimeUnit.MILLISECONDS.sleep(50);
            last = container.get("/q/health/ready");
        }
        unready = true;
        assertEquals(503, last.statusCode());
        assertEquals("close", last.headers().firstValue("connection").orElse(""));
        assertEquals(200, container.get("/q/health/live").statusCode());
    }

    /** One request after another, until the caller leaves. */
    private CompletableFuture<Void> call(
            Function<String, CompletableFuture<String>> asking, BooleanSupplier leaves, int caller, int number) {
        return leaves.getAsBoolean()
                ? CompletableFuture.completedFuture(null)
                : ask(asking, "/soon/", caller + "-" + number)
                        .thenCompose(done -> call(asking, leaves, caller, number + 1));
    }

    private CompletableFuture<Void> ask(Function<String, CompletableFuture<String>> asking, String path, String text) {
        return asking.apply(path + text).handle((answer, thrown) -> {
            if (("200 \"" + text + "\"").equals(answer)) {
                answered.incrementAndGet();
            } else {
                lost.add(text + ": " + answer + " " + thrown);
            }
            return null;
        });
    }
}
