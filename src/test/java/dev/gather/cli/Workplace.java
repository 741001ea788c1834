package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Engine;
import dev.gather.http.HttpLoading;
import dev.gather.redis.RedisLoading;
import dev.gather.rehearsal.Rehearsals;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.time.EventLoop;
import dev.gather.web.Envelope;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What somebody who works on compositions has: the commands and dev mode's doors, over other upstreams than those of the tests. */
@ApplicationScoped
class Workplace {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CompositionSources sources;
    private final List<SourceKind> kinds;
    private final FetchStack stack;
    private final GatherConfig config;
    private final DatabaseCheck databases;
    private final Engine engine;
    private final EventLoop loop;

    Workplace(
            CompositionSources sources,
            @All List<SourceKind> kinds,
            FetchStack stack,
            GatherConfig config,
            DatabaseCheck databases,
            Engine engine,
            EventLoop loop) {
        this.sources = sources;
        this.kinds = kinds;
        this.stack = stack;
        this.config = config;
        this.databases = databases;
        this.engine = engine;
        this.loop = loop;
    }

    /** The kinds of sources, of which HTTP calls and commands of Redis have the backends of these settings. */
    List<SourceKind> kinds(Map<String, String> settings) {
        Map<String, SourceKind> replaced =
                Map.of("http", HttpLoading.kind(settings), "redis", RedisLoading.kind(settings));
        return kinds.stream()
                .map(kind -> replaced.getOrDefault(kind.key(), kind))
                .toList();
    }

    /** Runs {@code check}. */
    CommandRun check(Map<String, String> settings, List<String> arguments) {
        return CommandRun.of(new Check(sources, kinds(settings), stack, config, databases), arguments);
    }

    /** Runs {@code test}. */
    CommandRun test(Map<String, String> settings, Path folder) {
        return CommandRun.of(
                new Test(sources, Rehearsals.with(kinds(settings), config, loop)), List.of(folder.toString()));
    }

    /** What dev mode answers to a request. */
    WebAnswer answer(Map<String, String> settings, Path folder, Curl curl) {
        WebDoor door = new WebDoor(() -> Uni.createFrom().item(() -> load(settings, folder)), engine, config);
        return door.handle(curl.request(), new Unsealed()).await().atMost(LIMIT);
    }

    private Compositions load(Map<String, String> settings, Path folder) {
        return new CompositionLoader(kinds(settings), stack, false)
                .load(CompositionFolders.read(folder, folder.toString()));
    }

    /** Answers as they are. */
    private record Unsealed() implements Envelope<WebAnswer> {
        @Override
        public boolean takesBinary() {
            return false;
        }

        @Override
        public WebAnswer seal(WebAnswer answer) {
            return answer;
        }
    }
}
