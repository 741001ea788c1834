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
import dev.gather.logging.LoggedCall;
import dev.gather.report.OtlpExport;
import dev.gather.report.Report;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A composition over the upstream {@code raw}, run with all layers and a real clock, without the application around it. */
final class HttpRun implements AutoCloseable {
    private static final Map<String, String> KEYS =
            Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "s3cret");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final GatherConfig config;
    private final Engine engine;
    private final Upstreams upstreams;
    private final VertxClock clock = new VertxClock(vertx);

    /** @param settings properties below {@code gather}, beside the upstream's URL */
    HttpRun(String url, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.raw.url", url)
                .withDefaultValue("gather.timeout", "50s");
        settings.forEach((key, value) -> builder.withDefaultValue("gather." + key, value));
        this.config = builder.build().getConfigMapping(GatherConfig.class);
        this.upstreams = HttpLoading.upstreams(config, vertx, KEYS);
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        this.engine = new Engine(deadlines, new EventLoop(vertx), config, (report, id) -> {}, export());
        TestUpstream.use(vertx);
    }

    private Optional<OtlpExport> export() {
        return config.tracing().map(otlp -> new OtlpExport(config, clock, vertx));
    }

    /** Runs it once, for a caller with these headers. */
    Result run(String composition, Map<String, String> headers) {
        Arguments arguments = new Arguments(Map.of(), Map.of(), Map.of("headers", headers), CallContext.NONE);
        return engine.execute(loaded(composition), arguments).await().atMost(LIMIT);
    }

    private Composition loaded(String composition) {
        return new CompositionLoader(
                        List.of(new HttpKind(upstreams), new LambdaKind(upstreams)), new Layers(config, clock), false)
                .load(List.of(new CompositionFile("test", "test.yaml", composition)))
                .find("test")
                .orElseThrow();
    }

    /** Runs it once, as for a direct call of a client that says this of itself. */
    Result run(String composition, String clientContext) {
        CallContext call = new CallContext(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(clientContext), LoggedCall.UNKNOWN);
        return engine.execute(loaded(composition), Arguments.direct(Map.of(), Map.of(), call))
                .await()
                .atMost(LIMIT);
    }

    /** Runs it once. */
    Result run(String composition) {
        return runs(composition, 1, 1).get(0);
    }

    /** Runs it so many times, some at once. */
    List<Result> runs(String composition, int times, int atOnce) {
        Composition loaded = loaded(composition);
        return Multi.createFrom()
                .range(0, times)
                .onItem()
                .transformToUni(i -> executed(loaded))
                .merge(atOnce)
                .collect()
                .asList()
                .await()
                .atMost(LIMIT);
    }

    private Uni<Result> executed(Composition composition) {
        return engine.execute(composition, Arguments.direct(Map.of(), Map.of(), CallContext.NONE));
    }

    /** The output; fails where there is none. */
    static @Nullable Object output(Result result) {
        if (result instanceof Result.Failed failed) {
            throw new AssertionError(failed.failure());
        }
        return ((Result.Answer) result).output();
    }

    /** The report of the only source. */
    static Report.Work work(Result result) {
        return result.report().sources().get(0).work();
    }

    @Override
    public void close() {
        upstreams.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
