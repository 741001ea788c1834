package dev.gather.execution;

import dev.gather.composition.Assertion;
import dev.gather.composition.Composition;
import dev.gather.composition.NamedValue;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.logging.CurrentCall;
import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import dev.gather.source.Attempt;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Scope;
import dev.gather.source.SnapshotPart;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a composition. Each step starts when those that it depends on have ended. The answer waits for all steps, and
 * fails with the first that fails. When the execution ends, all that is still in flight is cancelled. Confined to one event
 * loop.
 */
public final class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final Composition composition;
    private final Variables arguments;
    private final Scope scope;
    private final Readiness readiness;

    /** The values of the steps that have ended, by name. */
    private final Map<String, @Nullable Object> values;

    /** The arguments and these values. */
    private final Variables variables;

    /** One for each step that is a source. */
    private final List<Optional<Progress>> progress;

    /** The sources that have been started, by the index of their step. */
    private final @Nullable SourceRun[] started;

    private final ExecutionWrites writes;

    private @Nullable Listener listener;
    private boolean starting;
    private boolean failed;

    /** Whether it is settled how it ends: all steps have ended, or one has failed. */
    private boolean settled;

    /** Whether the listener knows, or has cancelled. */
    private boolean ended;

    /** Waits for writes. */
    private @Nullable Cancellable waiting;

    /** How many sources have not ended that read the snapshot, if there is one. */
    private long readers;

    /** Who waits for an execution. */
    interface Listener {
        /** It has a result. */
        void ended(Result result);

        /** It has none: Gather itself is at fault. */
        void lost(Throwable thrown);
    }

    /** @param arguments the variables of the call, {@code $input} and {@code $request} */
    Execution(Composition composition, Variables arguments, Scope scope) {
        this.composition = composition;
        this.arguments = arguments;
        this.scope = scope;
        this.readiness = new Readiness(composition.steps());
        this.values = new HashMap<>(2 * composition.steps().count());
        this.variables = arguments.with(values);
        this.started = new SourceRun[composition.steps().count()];
        this.progress = new ArrayList<>(composition.steps().count());
        for (Step step : composition.steps().all()) {
            progress.add(
                    step instanceof Source source
                            ? Optional.of(new Progress(source, scope.deadline()))
                            : Optional.empty());
            readers += scope.hasSnapshot() && readsSnapshot(step) ? 1 : 0;
        }
        this.writes = new ExecutionWrites(scope, progress);
    }

    /** The arguments and the values of the steps that have ended, by name: what its expressions read. On its event loop only. */
    public Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        read.put(ReservedVariables.INPUT, arguments.get(ReservedVariables.INPUT));
        read.put(ReservedVariables.REQUEST, arguments.get(ReservedVariables.REQUEST));
        composition.steps().all().stream()
                .map(Step::name)
                .filter(values::containsKey)
                .forEach(name -> read.put(name, values.get(name)));
        return read;
    }

    /** What all its requests have in common, and those of no other execution. */
    public Scope scope() {
        return scope;
    }

    /**
     * Runs it, once.
     *
     * @param waiting is told once how it ends, unless it is cancelled; it may be before this returns
     */
    void run(Listener waiting) {
        listener = waiting;
        try {
            startReady();
        } catch (Throwable thrown) {
            stop(thrown);
        }
    }

    /** Nobody waits for it any more. */
    void cancel() {
        if (ended) {
            return;
        }
        settled = true;
        ended = true;
        if (waiting != null) {
            waiting.cancel();
        }
        end();
    }

    /** All steps have ended. Without a transaction the answer waits for nothing else. */
    private void conclude() {
        settled = true;
        if (scope.transaction().isPresent()) {
            await(Uni.createFrom()
                    .item(() -> Output.of(composition.answer(), variables))
                    .onItem()
                    .transformToUni(this::committed)
                    .onFailure(Failure.class)
                    .recoverWithUni(this::undone));
            return;
        }
        Result result;
        try {
            result = answer(Output.of(composition.answer(), variables));
        } catch (Failure failure) {
            await(undone(failure));
            return;
        } catch (Throwable thrown) {
            lost(thrown);
            return;
        }
        tell(result);
    }

    private void await(Uni<Result> result) {
        waiting = result.subscribe().with(this::tell, this::lost);
    }

    private void tell(Result result) {
        if (!ended) {
            ended = true;
            try {
                listener().ended(result);
            } finally {
                end();
            }
        }
    }

    private void lost(Throwable thrown) {
        if (!ended) {
            ended = true;
            try {
                listener().lost(thrown);
            } finally {
                end();
            }
        }
    }

    private Listener listener() {
        return Objects.requireNonNull(listener, "it is not run");
    }

    private void end() {
        failed = true;
        cancel(index -> true);
        if (scope.transaction().isPresent()) {
            rollBack();
        }
        scope.endSnapshot();
        scope.end();
    }

    private void rollBack() {
        writes.rolledBack()
                .subscribe()
                .with(
                        done -> {},
                        thrown -> CurrentCall.during(
                                scope.call(), () -> LOG.error("a transaction was not rolled back", thrown)));
    }

    private void cancel(IntPredicate chosen) {
        for (int i = 0; i < started.length; i++) {
            if (started[i] != null && chosen.test(i)) {
                started[i].cancel();
            }
        }
    }

    /** The answer, once the writes have taken effect. */
    private Uni<Result> committed(Output output) {
        return writes.committed().onItem().transform(done -> answer(output));
    }

    /** The failure, once the writes are undone, or those that were sent are answered. Everything else is cancelled first. */
    private Uni<Result> undone(Throwable thrown) {
        return Uni.createFrom().deferred(() -> undo(thrown));
    }

    private Uni<Result> undo(Throwable thrown) {
        failed = true;
        cancel(index -> progress.get(index).filter(Progress::isWriting).isEmpty());
        return writes.settled()
                .onItem()
                .transform(done -> failed(writes.unknown().orElse((Failure) thrown)));
    }

    /** Starts the steps that can start, and those that can when these have ended. */
    private void startReady() {
        if (starting) {
            // Called by a step that has ended at once: the loop below goes on, so that no chain takes up stack.
            return;
        }
        starting = true;
        for (int index = readiness.next(); index >= 0 && !failed; index = readiness.next()) {
            start(index);
        }
        starting = false;
        if (readiness.allEnded() && !settled) {
            conclude();
        }
    }

    private void start(int index) {
        Step step = composition.steps().get(index);
        if (step instanceof NamedValue value) {
            ended(index, Derivation.of(value, variables, dependsOnUndelivered(value)));
        } else if (step instanceof Assertion assertion) {
            ended(index, Derivation.of(assertion, variables));
        } else {
            Progress own = progress.get(index).orElseThrow();
            SourceRun run = new SourceRun(own, variables, Attempt.in(scope, own), sourceListener(index));
            started[index] = run;
            run.start();
        }
    }

    private boolean dependsOnUndelivered(NamedValue value) {
        return value.dependencies().stream()
                .anyMatch(index ->
                        variables.isUndelivered(composition.steps().get(index).name()));
    }

    private SourceRun.Listener sourceListener(int index) {
        return new SourceRun.Listener() {
            /** Catches everything: what a subscriber throws is dropped, and the caller would wait forever. */
            @Override
            public void ended(Outcome outcome) {
                try {
                    Execution.this.ended(index, outcome);
                } catch (Throwable thrown) {
                    stop(thrown);
                }
            }

            @Override
            public void lost(Throwable thrown) {
                stop(thrown);
            }
        };
    }

    private void ended(int index, Outcome made) {
        Step step = composition.steps().get(index);
        Outcome outcome = composition.steps().wrapping(index).isLarge()
                ? Nesting.checked(made, scope.deadline()::forExpressions)
                : made;
        StepLog.failures(composition, step, outcome, scope.call());
        if (failed) {
            return;
        }
        if (outcome instanceof Outcome.Failed failure) {
            stop(new ExecutionFailure(composition, progress, scope.deadline()).of(index, failure.failure()));
            return;
        }
        if (!(step instanceof Assertion)) {
            values.put(step.name(), outcome.isUndelivered() ? Variables.UNDELIVERED : outcome.value());
        }
        if (scope.hasSnapshot() && readsSnapshot(step) && --readers == 0) {
            scope.endSnapshot();
        }
        readiness.ended(index);
        startReady();
    }

    private static boolean readsSnapshot(Step step) {
        return step instanceof Source source && source.retrieval().call().snapshotPart() == SnapshotPart.READS;
    }

    /** A step has failed: the first one decides. */
    private void stop(Throwable thrown) {
        failed = true;
        if (settled) {
            return;
        }
        settled = true;
        if (thrown instanceof Failure) {
            await(undone(thrown));
        } else {
            lost(thrown);
        }
    }

    /** What the execution has done so far. */
    Report report(int status) {
        List<SourceReport> sources = new ArrayList<>(progress.size());
        for (Optional<Progress> source : progress) {
            if (source.isPresent()) {
                sources.add(source.get().report());
            }
        }
        return new Report(composition.name(), status, scope.deadline().elapsed(), sources);
    }

    private Result failed(Failure failure) {
        if (failure.code() == Code.OUTPUT) {
            CurrentCall.during(scope.call(), () -> LOG.errorf("%s: %s", composition.name(), failure));
        }
        Map<String, String> headers =
                CurrentCall.during(scope.call(), () -> Output.headersOf(failure, composition.answer(), arguments));
        return new Result.Failed(failure, headers, report(failure.status()));
    }

    private Result answer(Output output) {
        if (composition.answer().returns().isPresent()) {
            CurrentCall.during(scope.call(), () -> output.holdTo(composition));
        }
        Report report = report(output.status());
        boolean cacheable = report.degraded().isEmpty() || composition.answer().cacheable();
        Result.Http http = new Result.Http(output.status(), output.headers(), true);
        return new Result.Answer(output.document(), cacheable ? http : http.uncacheable(), report);
    }
}
