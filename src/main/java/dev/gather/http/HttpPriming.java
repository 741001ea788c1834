package dev.gather.http;

import dev.gather.GatherConfig;
import dev.gather.composition.Priming;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks a server of its own once, so that all that takes part in a call is loaded. */
@Unremovable
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
@ApplicationScoped
class HttpPriming implements Priming {
    private static final Logger LOG = Logger.getLogger(HttpPriming.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Vertx vertx;

    HttpPriming(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void prime() {
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> request.response()
                            .putHeader("content-type", "application/json")
                            .end("{\"primed\":[true]}"))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            Upstream upstream = new Upstream("priming", new Loopback(server.actualPort()));
            ask(upstream);
            upstream.close();
            server.close().toCompletionStage().toCompletableFuture().join();
        } catch (RuntimeException e) {
            LOG.warn("the HTTP client was not primed", e);
        }
    }

    private void ask(Upstream upstream) {
        HttpRequest request = new HttpRequest(upstream, "GET", "/", Map.of(), Optional.empty(), true);
        var unused = Uni.createFrom()
                .deferred(() -> request.send(LIMIT))
                .runSubscriptionOn(work -> vertx.getOrCreateContext().runOnContext(ignored -> work.run()))
                .await()
                .atMost(LIMIT);
    }

    private record Loopback(int port) implements GatherConfig.Upstream {
        @Override
        public URI url() {
            return URI.create("http://127.0.0.1:" + port);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Optional<List<String>> forwardHeaders() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> timeout() {
            return Optional.empty();
        }

        @Override
        public Duration connectTimeout() {
            return LIMIT;
        }

        @Override
        public Optional<List<Path>> trustCertificates() {
            return Optional.empty();
        }

        @Override
        public int maxConnections() {
            return 1;
        }

        @Override
        public Duration idleTimeout() {
            return LIMIT;
        }

        @Override
        public GatherConfig.CircuitBreaker circuitBreaker() {
            return null;
        }

        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.valueOf(1000));
        }
    }
}
