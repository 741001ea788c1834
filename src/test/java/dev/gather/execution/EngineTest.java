package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.config.GatherConfig;
import dev.gather.time.Clock;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.time.VertxClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine on an event loop of its own. */
class EngineTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void passesOnNoContexts() {
        Supplier<String> callback = () -> "called";

        assertSame(callback, Infrastructure.decorate(callback), "every callback of Mutiny's is wrapped");
    }

    @Test
    void tellsItsCallerWhatIsThrownOnTheEventLoop() {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .build()
                .getConfigMapping(GatherConfig.class);
        Clock clock = new VertxClock(vertx);
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        Engine engine = new Engine(deadlines, new EventLoop(vertx), config, (report, call) -> {});
        Arguments arguments = new Arguments(Map.of(), Map.of(), Map.of(), CallContext.NONE);

        var execution = engine.execute(null, arguments);

        assertThrows(NullPointerException.class, () -> execution.await().atMost(Duration.ofSeconds(10)));
    }
}
