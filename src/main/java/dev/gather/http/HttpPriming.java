package dev.gather.http;

import dev.gather.aws.AwsKeys;
import dev.gather.aws.RequestSigner;
import dev.gather.config.GatherConfig;
import dev.gather.source.Attempt;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Priming;
import dev.gather.source.Scope;
import dev.gather.time.Deadline;
import dev.gather.time.VertxClock;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends one request to a server of its own, and signs one if any are signed, so that the snapshot contains all classes that an
 * HTTP call needs.
 */
@Unremovable
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
@ApplicationScoped
class HttpPriming implements Priming {
    private static final Logger LOG = Logger.getLogger(HttpPriming.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final GatherConfig config;

    HttpPriming(Vertx vertx, GatherConfig config) {
        this.vertx = vertx;
        this.config = config;
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
            Upstream upstream = new Upstream("priming", loopback(server.actualPort()));
            ask(upstream);
            upstream.close();
            server.close().toCompletionStage().toCompletableFuture().join();
            if (config.upstreams().values().stream().anyMatch(HttpPriming::isSigned)) {
                sign();
            }
        } catch (RuntimeException e) {
            LOG.warn("the HTTP client was not primed", e);
        }
    }

    private void ask(Upstream upstream) {
        HttpRequest request = new HttpRequest(
                upstream, new HttpMessage("GET", "/", Map.of(), Optional.empty()), AnswerRules.DEFAULT, true);
        var unused = Uni.createFrom()
                .deferred(() -> request.send(attempt()))
                .runSubscriptionOn(work -> vertx.getOrCreateContext().runOnContext(ignored -> work.run()))
                .await()
                .atMost(LIMIT);
    }

    private static boolean isSigned(GatherConfig.Upstream upstream) {
        return upstream.auth().flatMap(GatherConfig.Auth::sigv4).isPresent();
    }

    private static void sign() {
        var unused = new RequestSigner(Clock.systemUTC())
                .headers(
                        new RequestSigner.Unsigned("POST", "primed.invalid", "/?a=b", Map.of(), "{}"),
                        new RequestSigner.Scope("execute-api", "none"),
                        new AwsKeys("primed", "primed", Optional.of("primed")));
    }

    private Attempt attempt() {
        Deadline deadline = Deadline.in(LIMIT, new VertxClock(vertx));
        return Attempt.in(new Scope(deadline, new MemoryBudget(1_000_000)), () -> {});
    }

    /** An upstream's default configuration. */
    private static GatherConfig.Upstream loopback(int port) {
        GatherConfig gather = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.priming.url", "http://127.0.0.1:" + port)
                .build()
                .getConfigMapping(GatherConfig.class);
        return gather.upstreams().values().iterator().next();
    }
}
