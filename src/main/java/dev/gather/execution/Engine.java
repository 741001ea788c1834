package dev.gather.execution;

import dev.gather.GatherConfig;
import dev.gather.composition.Composition;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs compositions. Every execution stays on one event loop, the caller's where it is on one. */
@ApplicationScoped
public class Engine {
    private final GatherConfig config;
    private final Clock clock;
    private final Context eventLoop;

    Engine(GatherConfig config, Clock clock, Vertx vertx) {
        this.config = config;
        this.clock = clock;
        this.eventLoop = ((VertxInternal) vertx).createEventLoopContext();
    }

    /**
     * Runs a composition once per subscription. Cancelling the subscription cancels what is in flight.
     *
     * @return the answer, or an {@link ExecutionException}
     */
    public Uni<Answer> execute(Composition composition, Arguments arguments) {
        return Uni.createFrom()
                .deferred(() -> new Execution(composition, arguments, deadline(composition, arguments)).run())
                .runSubscriptionOn(this::onEventLoop);
    }

    private Deadline deadline(Composition composition, Arguments arguments) {
        Duration least = Stream.of(Optional.of(config.timeout()), composition.timeout(), arguments.timeLimit())
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElseThrow();
        return Deadline.in(least, clock);
    }

    private void onEventLoop(Runnable work) {
        if (Context.isOnEventLoopThread()) {
            work.run();
        } else {
            eventLoop.runOnContext(ignored -> work.run());
        }
    }
}
