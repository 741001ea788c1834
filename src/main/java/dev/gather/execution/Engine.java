package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.config.FunctionMemory;
import dev.gather.config.GatherConfig;
import dev.gather.expression.Variables;
import dev.gather.logging.LoggedCall;
import dev.gather.report.OtlpExport;
import dev.gather.report.Report;
import dev.gather.report.ReportListener;
import dev.gather.report.Reports;
import dev.gather.source.MemoryBudget;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Scope;
import dev.gather.time.Deadline;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.trace.Spans;
import dev.gather.trace.TraceContext;
import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
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
    private final BiConsumer<Report, LoggedCall> reports;
    private final Optional<OtlpExport> export;

    /**
     * @param exports made only if executions are traced
     * @param listeners take reports beside the log; a function has none
     */
    @Inject
    Engine(
            Deadlines deadlines,
            EventLoop loop,
            GatherConfig config,
            Instance<OtlpExport> exports,
            @All List<ReportListener> listeners) {
        this(
                deadlines,
                loop,
                config,
                new Reports(config, listeners)::take,
                config.tracing().map(otlp -> exports.get()));
    }

    /**
     * An engine with a time of its own.
     *
     * @param reports takes the report of each execution, with what the log says of its call
     */
    public Engine(Deadlines deadlines, EventLoop loop, GatherConfig config, BiConsumer<Report, LoggedCall> reports) {
        this(deadlines, loop, config, reports, Optional.empty());
    }

    /** @param export takes the spans of each execution that is traced; without it none is */
    public Engine(
            Deadlines deadlines,
            EventLoop loop,
            GatherConfig config,
            BiConsumer<Report, LoggedCall> reports,
            Optional<OtlpExport> export) {
        this.export = export;
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
            Call call = new Call(execution, arguments.call().logged(), emitter);
            execution.run(call);
            emitter.onTermination(() -> EventLoop.on(context, call::cancel));
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
                composition.limits().snapshot(),
                new Scope.Observation(arguments.call().logged(), spans(arguments)));
        return new Execution(composition, variables, scope);
    }

    /** Empty if executions are not traced, or the caller does not want this one's spans. */
    private Optional<Spans> spans(Arguments arguments) {
        return export.map(otlp -> TraceContext.of(
                        arguments.request().get("headers") instanceof Map<?, ?> headers ? headers : Map.of()))
                .filter(TraceContext::sampled)
                .map(context -> new Spans(context, System.currentTimeMillis()));
    }

    /** Waits for an execution, and reports it however it ends. Confined to its event loop. */
    private final class Call implements Execution.Listener {
        private final Execution execution;
        private final LoggedCall logged;
        private final UniEmitter<? super Result> emitter;
        private boolean ended;

        /** Sends the spans. */
        private @Nullable Cancellable exporting;

        Call(Execution execution, LoggedCall logged, UniEmitter<? super Result> emitter) {
            this.execution = execution;
            this.logged = logged;
            this.emitter = emitter;
        }

        @Override
        public void ended(Result result) {
            ended = true;
            try {
                reports.accept(result.report(), logged);
                Optional<Spans> spans = execution.scope().spans();
                if (spans.isPresent()) {
                    export(spans.get(), result);
                } else {
                    emitter.complete(result);
                }
            } catch (Throwable thrown) {
                emitter.fail(thrown);
            }
        }

        /** The result follows once the spans are sent. */
        private void export(Spans spans, Result result) {
            exporting = export.orElseThrow()
                    .export(
                            spans,
                            result.report(),
                            logged,
                            execution.scope().deadline().remaining())
                    .subscribe()
                    .with(sent -> emitter.complete(result), emitter::fail);
        }

        @Override
        public void lost(Throwable thrown) {
            ended = true;
            try {
                reports.accept(execution.report(500), logged);
            } finally {
                emitter.fail(thrown);
            }
        }

        void cancel() {
            if (exporting != null) {
                exporting.cancel();
            }
            if (!ended) {
                ended = true;
                try {
                    reports.accept(execution.report(Report.CANCELLED), logged);
                } finally {
                    execution.cancel();
                }
            }
        }
    }
}
