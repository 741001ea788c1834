package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.BodyForm;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Scope;
import dev.gather.time.Deadline;
import dev.gather.time.ManualClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.client.impl.DefaultClientContext;

/** An upstream on an event loop of its own, without the application around it. */
final class TestUpstream implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Context eventLoop = vertx.getOrCreateContext();
    private final Upstream upstream;

    /** @param settings of {@code gather.upstreams.<name>}, such as {@code max-connections} */
    TestUpstream(String url, Map<String, String> settings) {
        this(url, settings, Map.of(), Clock.systemUTC());
    }

    /**
     * @param environment the variables that AWS sets
     * @param clock the time of signatures and tokens
     */
    TestUpstream(String url, Map<String, String> settings, Map<String, String> environment, Clock clock) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.raw.url", url);
        settings.forEach((key, value) -> config.withDefaultValue("gather.upstreams.raw." + key, value));
        GatherConfig.Upstream read =
                config.build().getConfigMapping(GatherConfig.class).upstreams().get("raw");
        Authentications authentications =
                new Authentications(vertx, variable -> Optional.ofNullable(environment.get(variable)), clock);
        Location location = new Location(authentications.region());
        this.upstream = new Upstream("raw", read, location, authentications.of("raw", read, location));
        use(vertx);
    }

    /** Makes REST clients use this Vert.x; they look nowhere else. */
    static void use(Vertx vertx) {
        DefaultClientContext.INSTANCE = new OwnVertx(vertx);
    }

    /** The REST client makes a Vert.x of its own where nobody gives it one, as the application does. */
    private static final class OwnVertx extends DefaultClientContext {
        private final Vertx vertx;

        OwnVertx(Vertx vertx) {
            this.vertx = vertx;
        }

        @Override
        public Supplier<Vertx> getVertx() {
            return () -> vertx;
        }
    }

    static TestUpstream with(String url, int connections) {
        return new TestUpstream(url, Map.of("max-connections", String.valueOf(connections)));
    }

    HttpRequest get(String path) {
        return request(new HttpMessage("GET", path, upstream.headers(Map.of()), Optional.empty()), true);
    }

    HttpRequest post(String path, String body) {
        return request(new HttpMessage("POST", path, upstream.headers(Map.of()), Optional.of(body)), false);
    }

    HttpRequest head(String path) {
        return request(new HttpMessage("HEAD", path, upstream.headers(Map.of()), Optional.empty()), true);
    }

    HttpRequest request(HttpMessage message, boolean repeatable) {
        return new HttpRequest(upstream, message, AnswerRules.DEFAULT, repeatable);
    }

    /** One that follows redirects. */
    HttpRequest following(String method, String path, Optional<String> body) {
        HttpMessage message = new HttpMessage(method, path, upstream.headers(Map.of()), body);
        return new HttpRequest(upstream, message, AnswerRules.DEFAULT, true, new RequestRules(false, false, true));
    }

    /** One with memory enough, whose time passes as the clock says. */
    static Attempt attempt(ManualClock clock, Duration limit) {
        return Attempt.in(new Scope(Deadline.in(limit, clock), new MemoryBudget(100_000_000)), () -> {});
    }

    /** One with time and memory enough. */
    static Attempt attempt() {
        return attempt(100_000_000);
    }

    private static Attempt attempt(long memory) {
        return Attempt.in(new Scope(Deadline.in(LIMIT, new ManualClock()), new MemoryBudget(memory)), () -> {});
    }

    /** The failure of a request whose execution has so much memory, and keeps the bodies of failures. */
    Failure failure(String path, long memory) {
        AnswerRules rules = new AnswerRules(BodyForm.JSON, Set.of(), false, false, true, false);
        HttpRequest request = new HttpRequest(upstream, get(path).message(), rules, true);
        CompletableFuture<Failure> failed = new CompletableFuture<>();
        eventLoop.runOnContext(ignored -> request.send(attempt(memory))
                .subscribe()
                .with(
                        fetched -> failed.completeExceptionally(new AssertionError(fetched)),
                        thrown -> failed.complete((Failure) thrown)));
        return failed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Sends it from the event loop, where it is cancelled, too. */
    Uni<Fetched> send(HttpRequest request) {
        return Uni.createFrom()
                .emitter(emitter -> eventLoop.runOnContext(ignored -> {
                    Cancellable sent = request.send(attempt()).subscribe().with(emitter::complete, emitter::fail);
                    emitter.onTermination(() -> eventLoop.runOnContext(again -> sent.cancel()));
                }));
    }

    /** Sends it from another event loop, and says whether the answer arrives there. */
    void sendOnALoopOfItsOwn(HttpRequest request, Consumer<Boolean> arrived) {
        Context loop = ((VertxInternal) vertx).createEventLoopContext();
        loop.runOnContext(ignored -> request.send(attempt())
                .subscribe()
                .with(
                        item -> arrived.accept(Vertx.currentContext() == loop && Context.isOnEventLoopThread()),
                        failure -> arrived.accept(false)));
    }

    /** Sends it from the thread that asks, whatever comes of it. */
    Cancellable subscribe(HttpRequest request) {
        return request.send(attempt()).subscribe().with(item -> {}, failure -> {});
    }

    /** Asks for all tokens at once; what came, in their order. */
    List<Object> askAll(List<String> tokens) {
        return Multi.createFrom()
                .iterable(tokens)
                .onItem()
                .transformToUni(token -> send(get("/" + token)).onItem().transform(Fetched::value))
                .merge(tokens.size())
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(20))
                .stream()
                .sorted(Comparator.comparingInt(token -> tokens.indexOf(String.valueOf(token))))
                .toList();
    }

    /** Does something on the event loop, and waits for it. */
    void onEventLoop(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        eventLoop.runOnContext(ignored -> {
            work.run();
            done.complete(null);
        });
        done.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The value that the upstream answered, or the failure's code. */
    Object ask(HttpRequest request) {
        return send(request)
                .onItem()
                .transform(Fetched::value)
                .onFailure(Failure.class)
                .recoverWithItem(failure -> failure.code().toString())
                .await()
                .atMost(LIMIT);
    }

    @Override
    public void close() {
        upstream.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
