package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.fetch.Protections;
import dev.gather.report.Report;
import dev.gather.report.ReportLog;
import dev.gather.time.CutOff;
import dev.gather.time.Deadline;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Runs compositions. Every execution stays on one event loop, the caller's where it is on one. */
@ApplicationScoped
public class Engine {
    private final Deadlines deadlines;
    private final Protections protections;
    private final EventLoop loop;

    Engine(Deadlines deadlines, Protections protections, EventLoop loop) {
        this.deadlines = deadlines;
        this.protections = protections;
        this.loop = loop;
    }

    /**
     * Runs a composition once per subscription. Cancelling the subscription cancels what is in flight. However it ends,
     * its report is logged.
     *
     * @return the answer, or why there is none; a failure is a fault of Gather's own
     */
    public Uni<Result> execute(Composition composition, Arguments arguments) {
        return execute(composition, arguments.cutOff(), time -> arguments);
    }

    /**
     * Runs a composition whose arguments are still to be checked, which is part of its execution's time.
     *
     * @param cutOff when the caller's platform ends the call, if it is known
     * @param check makes the arguments within that time; what it throws is the failure of what is returned
     */
    public Uni<Result> execute(Composition composition, Optional<CutOff> cutOff, Function<Duration, Arguments> check) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = loop.current();
            EventLoop.on(context, () -> start(new Start(composition, cutOff, check), context, emitter));
        });
    }

    /** What an execution begins with. */
    private record Start(Composition composition, Optional<CutOff> cutOff, Function<Duration, Arguments> check) {}

    /** Whatever is thrown here would be lost in the event loop, and its caller would wait in vain. */
    private void start(Start start, Context context, UniEmitter<? super Result> emitter) {
        try {
            Deadline deadline = deadlines.of(start.composition, start.cutOff);
            Arguments arguments = start.check.apply(deadline.remaining());
            Execution execution = new Execution(start.composition, arguments, deadline, protections);
            Cancellable atWork = reported(execution).subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> EventLoop.on(context, atWork::cancel));
        } catch (Throwable thrown) {
            emitter.fail(thrown);
        }
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
}
