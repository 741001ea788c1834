package dev.gather.time;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work for an event loop runs on it. */
class EventLoopTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void runsOnTheLoopForAThreadThatWasHandedItsContext() throws Exception {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        CompletableFuture<Thread> worked = new CompletableFuture<>();

        context.dispatch(() -> EventLoop.on(context, () -> worked.complete(Thread.currentThread())));

        assertNotSame(Thread.currentThread(), worked.get(10, TimeUnit.SECONDS));
    }
}
