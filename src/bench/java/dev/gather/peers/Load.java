package dev.gather.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** So many callers of a service, each of which asks again as soon as it is answered. */
final class Load implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final int port;
    private final String path;
    private final Buffer body;
    private final int callers;
    private volatile long end;

    Load(int port, String path, String body, int callers) {
        this.port = port;
        this.path = path;
        this.body = Buffer.buffer(body);
        this.callers = callers;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(callers).setEventLoopSize(1));
    }

    /** Asks for a while; how long each answer took, in milliseconds. Fails if one is no success. */
    Collection<Double> run(Duration time) throws Exception {
        Collection<Double> millis = new ConcurrentLinkedQueue<>();
        end = System.nanoTime() + time.toNanos();
        List<Future<Void>> calling = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            calling.add(call(millis));
        }
        var unused = Future.all(calling)
                .toCompletionStage()
                .toCompletableFuture()
                .get(time.toSeconds() + 60, TimeUnit.SECONDS);
        return millis;
    }

    private Future<Void> call(Collection<Double> millis) {
        long start = System.nanoTime();
        if (start > end) {
            return Future.succeededFuture();
        }
        return ask().compose(answer -> {
            millis.add((System.nanoTime() - start) / 1e6);
            return call(millis);
        });
    }

    /** The answer's body. */
    Future<Buffer> ask() {
        return client.request(HttpMethod.POST, port, "127.0.0.1", path)
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(body))
                .compose(response -> response.body()
                        .compose(content -> response.statusCode() == 200
                                ? Future.succeededFuture(content)
                                : Future.failedFuture(response.statusCode() + " " + content)));
    }

    @Override
    public void close() {
        var unused = vertx.close();
    }
}
