package dev.gather.redis;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.fetch.Layers;
import dev.gather.report.Report;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Compositions over a server of Redis, run with all layers and a real clock, without the application around them. */
final class RedisRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final GatherConfig config;
    private final Engine engine;
    private final RedisServers servers;
    private final Layers layers;
    private final VertxClock clock = new VertxClock(vertx);
    private final EventLoop loop = new EventLoop(vertx);

    /** @param settings properties below {@code gather}, beside the default server's URL */
    RedisRun(String url, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.redis.default.url", url)
                .withDefaultValue("gather.redis.default.connect-timeout", "15s")
                .withDefaultValue("gather.timeout", "20s");
        settings.forEach((key, value) -> builder.withDefaultValue(
                key.startsWith("gather.") || Character.isUpperCase(key.charAt(0)) ? key : "gather." + key, value));
        SmallRyeConfig properties = builder.build();
        this.config = properties.getConfigMapping(GatherConfig.class);
        this.servers = new RedisServers(vertx, properties, config);
        this.layers = new Layers(config, clock);
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        this.engine = new Engine(deadlines, loop, config, (report, id) -> {}, Optional.empty());
    }

    RedisRun(String url) {
        this(url, Map.of());
    }

    /** A composition as loaded. */
    Composition load(String composition) {
        return new CompositionLoader(List.of(new RedisKind(servers)), layers, false)
                .load(List.of(new CompositionFile("test", "test.yaml", composition)))
                .find("test")
                .orElseThrow();
    }

    /** Begins an execution with an input. */
    Uni<Result> begin(Composition composition, Map<String, Object> input) {
        return engine.execute(composition, Arguments.direct(input, Map.of(), CallContext.NONE));
    }

    Result run(String composition, Map<String, Object> input) {
        return begin(load(composition), input).await().atMost(LIMIT);
    }

    /** The value of a source with these keys. */
    @Nullable
    Object value(String source, Map<String, Object> input) {
        return output(run(composition(source), input));
    }

    @Nullable
    Object value(String source) {
        return value(source, Map.of());
    }

    /** The failure of a source with these keys. */
    Failure failure(String source, Map<String, Object> input) {
        Result result = run(composition(source), input);
        if (result instanceof Result.Failed failed) {
            return failed.failure();
        }
        throw new AssertionError("it did not fail: " + output(result));
    }

    Failure failure(String source) {
        return failure(source, Map.of());
    }

    /** A composition whose output is the value of a source with these keys, in YAML's flow style or a block of their own. */
    static String composition(String source) {
        return "sources:\n  value:\n    " + source.strip().replace("\n", "\n    ") + "\noutput: '{% $value %}'\n";
    }

    static @Nullable Object output(Result result) {
        if (result instanceof Result.Failed failed) {
            throw new AssertionError(failed.failure().toString());
        }
        return ((Result.Answer) result).output();
    }

    /** The report of the only source. */
    static Report.Work work(Result result) {
        return result.report().sources().get(0).work();
    }

    /** Runs it on each of several event loops at once; for each, whether it ended on the thread on which it had begun. */
    List<Boolean> endsWhereItBegan(String source, int loops) {
        Composition loaded = load(composition(source));
        List<CompletableFuture<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            CompletableFuture<Boolean> run = new CompletableFuture<>();
            ((VertxInternal) vertx).createEventLoopContext().runOnContext(turn -> {
                Thread began = Thread.currentThread();
                begin(loaded, Map.of())
                        .subscribe()
                        .with(
                                result -> {
                                    if (result instanceof Result.Failed failed) {
                                        run.completeExceptionally(failed.failure());
                                    } else {
                                        run.complete(began == Thread.currentThread());
                                    }
                                },
                                run::completeExceptionally);
            });
            runs.add(run);
        }
        return runs.stream().map(CompletableFuture::join).toList();
    }

    /** Opens connections ahead, as a function does while it starts. */
    void warm() {
        new RedisWarming(servers, loop).warm();
    }

    /** Does what is done before a snapshot is taken. */
    void prime() {
        new RedisPriming(vertx, loop).prime();
    }

    /** Closes the connections, as when the application ends. */
    void closeConnections() {
        servers.close();
    }

    @Override
    public void close() {
        closeConnections();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
