package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.config.FunctionMemory;
import dev.gather.config.GatherConfig;
import dev.gather.expression.Variables;
import dev.gather.report.Report;
import dev.gather.report.ReportLog;
import dev.gather.source.MemoryBudget;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Scope;
import dev.gather.time.Deadline;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Runs compositions. Every execution stays on one event loop, the caller's where it is on one. */
@ApplicationScoped
public class Engine {
    private final Deadlines deadlines;
    private final EventLoop loop;
    private final long memory;

    Engine(Deadlines deadlines, EventLoop loop, GatherConfig config) {
        this.deadlines = deadlines;
        this.loop = loop;
        this.memory = config.memoryBudget().map(MemorySize::asLongValue).orElseGet(FunctionMemory::forValues);
    }

    /**
     * Runs a composition once per subscription; to check the arguments is part of the execution's time. Cancelling the
     * subscription cancels what is in flight. However it ends, its report is logged.
     *
     * @return the answer, or why there is none; fails with a {@link dev.gather.failure.Failure} if the arguments break the
     *     composition's input, and with anything else where Gather itself is at fault
     */
    public Uni<Result> execute(Composition composition, Arguments arguments) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = loop.current();
            EventLoop.on(context, () -> start(composition, arguments, context, emitter));
        });
    }

    /** Whatever is thrown here would be lost in the event loop, and its caller would wait in vain. */
    private void start(
            Composition composition, Arguments arguments, Context context, UniEmitter<? super Result> emitter) {
        try {
            Cancellable atWork =
                    reported(execution(composition, arguments)).subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> EventLoop.on(context, atWork::cancel));
        } catch (Throwable thrown) {
            emitter.fail(thrown);
        }
    }

    private Execution execution(Composition composition, Arguments arguments) {
        Deadline deadline = deadlines.of(composition.timeout(), arguments.cutOff());
        Map<String, Object> input =
                composition.endpoint().input().accept(arguments.texts(), arguments.values(), deadline.remaining());
        Variables variables = Variables.within(deadline::forExpressions)
                .with(ReservedVariables.INPUT, input)
                .with(ReservedVariables.REQUEST, arguments.request());
        return new Execution(composition, variables, new Scope(deadline, new MemoryBudget(memory)));
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
