package dev.gather.execution;

import dev.gather.GatherConfig;
import dev.gather.composition.Composition;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
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
    private final Protections protections;
    private final Context eventLoop;

    Engine(GatherConfig config, Clock clock, Protections protections, Vertx vertx) {
        this.config = config;
        this.clock = clock;
        this.protections = protections;
        this.eventLoop = ((VertxInternal) vertx).createEventLoopContext();
    }

    /**
     * Runs a composition once per subscription. Cancelling the subscription cancels what is in flight. However it ends,
     * its report is logged.
     *
     * @return the answer, or why there is none; a failure is a fault of Gather's own
     */
    public Uni<Result> execute(Composition composition, Arguments arguments) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Context.isOnEventLoopThread() ? Vertx.currentContext() : eventLoop;
            on(context, () -> {
                Deadline deadline = deadline(composition, arguments);
                Execution execution = new Execution(composition, arguments, deadline, protections);
                Cancellable atWork = reported(execution).subscribe().with(emitter::complete, emitter::fail);
                emitter.onTermination(() -> on(context, atWork::cancel));
            });
        });
    }

    private static Uni<Result> reported(Execution execution) {
        return execution
                .run()
                .onItem()
                .invoke(result -> ReportLog.write(result.report()))
                .onFailure()
                .invoke(thrown -> ReportLog.write(execution.report(500)))
                .onCancellation()
                .invoke(() -> ReportLog.write(execution.report(Report.CANCELLED)));
    }

    private Deadline deadline(Composition composition, Arguments arguments) {
        Duration least = Stream.of(Optional.of(config.timeout()), composition.timeout(), arguments.timeLimit())
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElseThrow();
        return Deadline.in(least, clock);
    }

    /** Does it at once where that is on the same event loop already. */
    private static void on(Context context, Runnable work) {
        if (Vertx.currentContext() == context) {
            work.run();
        } else {
            context.runOnContext(ignored -> work.run());
        }
    }
}
