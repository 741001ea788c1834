package dev.gather.http;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.fetch.Layers;
import dev.gather.report.Report;
import dev.gather.source.CacheUse;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compositions over the upstream {@code raw}, loaded once and run again and again with all layers, on several event loops, at a
 * time of day that the test sets.
 */
final class CacheRun implements AutoCloseable {
    private static final int LOOPS = 4;
    private static final long LIMIT_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final Upstreams upstreams;
    private final GatherConfig config;
    private final LaterClock clock = new LaterClock(vertx);
    private final Layers layers;
    private final List<EventLoop> loops;
    private final List<Engine> engines;

    /** A clock whose time of day can be set ahead or back. */
    private static final class LaterClock extends VertxClock {
        private final AtomicLong ahead = new AtomicLong();

        LaterClock(Vertx vertx) {
            super(vertx);
        }

        @Override
        public long millis() {
            return super.millis() + ahead.get();
        }
    }

    /** @param settings properties below {@code gather}, beside the upstream's URL */
    CacheRun(String url, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.raw.url", url);
        settings.forEach((key, value) -> builder.withDefaultValue("gather." + key, value));
        this.config = builder.build().getConfigMapping(GatherConfig.class);
        this.upstreams = HttpLoading.upstreams(config);
        this.layers = new Layers(config, clock);
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        this.loops =
                IntStream.range(0, LOOPS).mapToObj(i -> new EventLoop(vertx)).toList();
        this.engines = loops.stream()
                .map(loop -> new Engine(deadlines, loop, config, (report, id) -> {}))
                .toList();
        TestUpstream.use(vertx);
    }

    /** Loads a composition, whose answers are kept apart from those of any other. */
    Composition load(String composition) {
        return new CompositionLoader(List.of(new HttpKind(upstreams)), layers, false)
                .load(List.of(new CompositionFile("test", "test.yaml", composition)))
                .find("test")
                .orElseThrow();
    }

    /** The time of day goes on, or back. */
    void pass(Duration time) {
        clock.ahead.addAndGet(time.toMillis());
    }

    /** The time of day. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** Runs a composition once. */
    Result run(Composition composition, Map<String, Object> input) {
        return await(start(composition, input, Map.of(), 0));
    }

    /** Starts it; cancelling the future cancels the execution. */
    CompletableFuture<Result> start(
            Composition composition, Map<String, Object> input, Map<String, String> headers, int loop) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("headers", headers);
        Arguments arguments = new Arguments(Map.of(), new LinkedHashMap<>(input), request, CallContext.NONE);
        Uni<Result> result = engines.get(loop % LOOPS).execute(composition, arguments);
        return result.subscribeAsCompletionStage();
    }

    /** Waits until an event loop has done what it has to do now. */
    void turn(int loop) {
        CompletableFuture<Void> turned = new CompletableFuture<>();
        loops.get(loop).execute(() -> turned.complete(null));
        turned.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    static Result await(CompletableFuture<Result> result) {
        return result.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What the cache did for the first source. */
    static Map<CacheUse, Integer> uses(Result result) {
        return work(result).cached();
    }

    /** What the first source did. */
    static Report.Work work(Result result) {
        return result.report().sources().get(0).work();
    }

    @Override
    public void close() {
        upstreams.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
