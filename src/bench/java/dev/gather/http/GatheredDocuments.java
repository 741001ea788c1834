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
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import dev.gather.web.JsonBody;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A composition with a source for each of the documents, run by the engine, with its output written as the front doors do. */
final class GatheredDocuments implements FanOutProgram {
    private static final String EACH = """
            input: { type: object, properties: { documents: { type: integer } } }
            sources:
              parts:
                forEach: '{%% [1..$input.documents] %%}'
                concurrency: %d
                http: GET parts:/parts/{%% $item %%}
            output: '{%% $parts %%}'
            """;

    private final Engine engine;
    private final Composition composition;

    GatheredDocuments(Vertx vertx, String url, int connections) {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.parts.url", url)
                .withDefaultValue("gather.upstreams.parts.max-connections", String.valueOf(connections))
                .withDefaultValue("gather.memory-budget", "500M")
                .build()
                .getConfigMapping(GatherConfig.class);
        VertxClock clock = new VertxClock(vertx);
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        this.engine = new Engine(deadlines, new EventLoop(vertx), config, (report, id) -> {});
        this.composition = new CompositionLoader(
                        List.of(new HttpKind(new Upstreams(config))), new Layers(config, clock), true)
                .load(List.of(new CompositionFile("parts", "parts.yaml", EACH.formatted(connections))))
                .find("parts")
                .orElseThrow();
        TestUpstream.use(vertx);
    }

    @Override
    public Future<byte[]> answer(int documents) {
        Promise<byte[]> answer = Promise.promise();
        Map<String, Object> input = Map.of("documents", documents);
        var unused = engine.execute(composition, Arguments.direct(Map.of(), input, CallContext.NONE))
                .map(GatheredDocuments::json)
                .subscribe()
                .with(answer::complete, answer::fail);
        return answer.future();
    }

    private static byte[] json(Result result) {
        if (result instanceof Result.Failed failed) {
            throw failed.failure();
        }
        return JsonBody.write(((Result.Answer) result).output());
    }
}
