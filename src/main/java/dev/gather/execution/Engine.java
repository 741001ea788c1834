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
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs compositions. An execution stays on one event loop: the caller's if the caller is on one, else Gather's own. */
@ApplicationScoped
public class Engine {
    private final Deadlines deadlines;
    private final EventLoop loop;
    private final long memory;
    private final BiConsumer<Report, Optional<String>> reports;

    @Inject
    Engine(Deadlines deadlines, EventLoop loop, GatherConfig config) {
        this(deadlines, loop, config, ReportLog::write);
    }

    /**
     * An engine with a time of its own.
     *
     * @param reports takes the report of each execution, with the id by which the platform's logs name the call
     */
    public Engine(
            Deadlines deadlines, EventLoop loop, GatherConfig config, BiConsumer<Report, Optional<String>> reports) {
        this.deadlines = deadlines;
        this.loop = loop;
        this.reports = reports;
        this.memory = config.memoryBudget().map(MemorySize::asLongValue).orElseGet(FunctionMemory::forValues);
    }

    /**
     * Runs a composition once per subscription. Validating the arguments counts towards the execution's time. Cancelling
     * the subscription cancels all requests in flight. The report is logged however the execution ends.
     *
     * @return the answer, or the failure of a source or of the output; fails with a {@link dev.gather.failure.Failure} if
     *     the arguments violate the composition's input schema, and with any other exception if Gather itself is at fault
     */
    public Uni<Result> execute(Composition composition, Arguments arguments) {
        return execute(composition, arguments, execution -> {});
    }

    /**
     * The same for tools that show what happens within.
     *
     * @param watcher takes the execution when it starts, on its event loop
     */
    public Uni<Result> execute(Composition composition, Arguments arguments, Consumer<Execution> watcher) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = loop.current();
            EventLoop.on(context, () -> start(composition, arguments, watcher, context, emitter));
        });
    }

    /** Catches everything: the event loop would drop an exception, and the caller would wait forever. */
    private void start(
            Composition composition,
            Arguments arguments,
            Consumer<Execution> watcher,
            Context context,
            UniEmitter<? super Result> emitter) {
        try {
            Execution execution = execution(composition, arguments);
            watcher.accept(execution);
            Cancellable running = reported(execution, arguments.call().requestId())
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> EventLoop.on(context, running::cancel));
        } catch (Throwable thrown) {
            emitter.fail(thrown);
        }
    }

    private Execution execution(Composition composition, Arguments arguments) {
        Deadline deadline =
                deadlines.of(composition.limits().timeout(), arguments.call().cutOff());
        Map<String, @Nullable Object> input =
                composition.endpoint().input().accept(arguments.texts(), arguments.values(), deadline.remaining());
        Variables variables = Variables.within(deadline::forExpressions)
                .with(ReservedVariables.INPUT, input)
                .with(ReservedVariables.REQUEST, arguments.request());
        Scope scope = new Scope(
                deadline,
                new MemoryBudget(memory),
                composition.limits().transactional(),
                composition.limits().snapshot());
        return new Execution(composition, variables, scope);
    }

    private Uni<Result> reported(Execution execution, Optional<String> requestId) {
        return execution
                .run()
                .onItem()
                .invoke(result -> reports.accept(result.report(), requestId))
                .onFailure()
                .invoke(thrown -> reports.accept(execution.report(500), requestId))
                .onCancellation()
                .invoke(() -> reports.accept(execution.report(Report.CANCELLED), requestId));
    }
}
