package dev.gather.execution;

import dev.gather.composition.Assertion;
import dev.gather.composition.Composition;
import dev.gather.composition.NamedValue;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.expression.Variables;
import dev.gather.report.Report;
import dev.gather.source.Attempt;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Scope;
import dev.gather.source.SnapshotPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a composition. Each step starts when those that it depends on have ended. The answer waits for all steps, and
 * fails with the first that fails. When the execution ends, all that is still in flight is cancelled. Confined to one event
 * loop.
 */
public final class Execution {
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

    private final ExecutionEnd end;

    private boolean starting;

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
        this.end = new ExecutionEnd(composition, arguments, scope, progress, this::cancel);
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
     * @param listener is told once how it ends, unless it is cancelled; it may be before this returns
     */
    void run(Listener listener) {
        end.listener(listener);
        try {
            startReady();
        } catch (Throwable thrown) {
            end.fail(thrown);
        }
    }

    /** Nobody waits for it any more. */
    void cancel() {
        end.cancel();
    }

    /** What it has done so far. */
    Report report(int status) {
        return end.report(status);
    }

    private void cancel(IntPredicate chosen) {
        for (int i = 0; i < started.length; i++) {
            if (started[i] != null && chosen.test(i)) {
                started[i].cancel();
            }
        }
    }

    /** Starts the steps that can start, and those that can when these have ended. */
    private void startReady() {
        if (starting) {
            // Called by a step that has ended at once: the loop below goes on, so that no chain takes up stack.
            return;
        }
        starting = true;
        for (int index = readiness.next(); index >= 0 && !end.isSettled(); index = readiness.next()) {
            start(index);
        }
        starting = false;
        if (readiness.allEnded() && !end.isSettled()) {
            end.conclude(variables);
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
                    end.fail(thrown);
                }
            }

            @Override
            public void lost(Throwable thrown) {
                end.fail(thrown);
            }
        };
    }

    private void ended(int index, Outcome made) {
        Step step = composition.steps().get(index);
        Outcome outcome = composition.steps().wrapping(index).isLarge()
                ? Nesting.checked(made, scope.deadline()::forExpressions)
                : made;
        StepLog.failures(composition, step, outcome, scope.call());
        if (end.isSettled()) {
            return;
        }
        if (outcome instanceof Outcome.Failed failure) {
            end.fail(new ExecutionFailure(composition, progress, scope.deadline()).of(index, failure.failure()));
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
}
