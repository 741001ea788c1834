package dev.gather.execution;

import dev.gather.composition.Assertion;
import dev.gather.composition.Composition;
import dev.gather.composition.NamedValue;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.report.Report;
import dev.gather.source.Attempt;
import dev.gather.source.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a composition. Each step is a memoized {@code Uni} that waits for those of the steps it depends on. The answer
 * waits for all steps, and fails with the first that fails. When the execution ends, all that is still in flight is
 * cancelled. Confined to one event loop.
 */
final class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private static final int LONGEST_CHAIN = 25;

    private final Composition composition;
    private final Variables arguments;
    private final Scope scope;
    /** One for each step, in the composition's order. */
    private final List<Uni<Outcome>> outcomes = new ArrayList<>();

    /** One for each step that is a source. */
    private final List<Optional<Progress>> progress;

    /** One for each step that has been asked for, by its index. */
    private final Map<Integer, Cancellable> running = new HashMap<>();

    private Cancellable verdict = () -> {};

    /** How many steps may end at once before each step. */
    private final int[] depths;

    private final ExecutionWrites writes;

    private boolean failed;

    /** @param arguments the variables of the call, {@code $input} and {@code $request} */
    Execution(Composition composition, Variables arguments, Scope scope) {
        this.composition = composition;
        this.arguments = arguments;
        this.scope = scope;
        this.depths = new int[composition.steps().size()];
        this.progress = composition.steps().stream()
                .map(step -> step instanceof Source source
                        ? Optional.of(new Progress(source, scope.deadline()))
                        : Optional.<Progress>empty())
                .toList();
        this.writes = new ExecutionWrites(scope, progress);
        scope.deadline().leaving(this::workLeft);
    }

    Uni<Result> run() {
        indexes().forEach(index -> outcomes.add(outcome(index)));
        Uni<Result> result = variables(indexes().boxed().toList())
                .onItem()
                .transform(known -> Output.of(composition.answer(), known))
                .onItem()
                .transformToUni(this::committed)
                .onFailure(Failure.class)
                .recoverWithUni(this::undone);
        return Uni.createFrom().emitter(emitter -> {
            verdict = result.subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(this::end);
        });
    }

    private IntStream indexes() {
        return IntStream.range(0, composition.steps().size());
    }

    private Step step(int index) {
        return composition.steps().get(index);
    }

    private void end() {
        verdict.cancel();
        running.values().forEach(Cancellable::cancel);
        writes.rolledBack()
                .subscribe()
                .with(done -> {}, thrown -> LOG.error("a transaction was not rolled back", thrown));
        scope.deadline().end();
    }

    /** The answer, once the writes have taken effect. */
    private Uni<Result> committed(Output output) {
        return writes.committed().onItem().transform(done -> answer(output));
    }

    /** The failure, once the writes are undone, or those that were sent are answered. Everything else is cancelled first. */
    private Uni<Result> undone(Throwable thrown) {
        failed = true;
        running.forEach((index, step) -> {
            if (progress.get(index).filter(Progress::isWriting).isEmpty()) {
                step.cancel();
            }
        });
        return writes.settled()
                .onItem()
                .transform(done -> failed(writes.unknown().orElse((Failure) thrown)));
    }

    /** The step's outcome. The outcomes of its dependencies exist already, since these come before it. */
    private Uni<Outcome> outcome(int index) {
        Uni<Outcome> work = onAFreshStack(index, variables(step(index).dependencies()))
                .onItem()
                .transformToUni(known -> run(index, known))
                .onItem()
                .invoke(outcome -> log(step(index), outcome));
        return cancellable(index, work).memoize().indefinitely();
    }

    private Uni<Outcome> run(int index, Variables known) {
        if (failed) {
            return Uni.createFrom().nothing();
        }
        if (progress.get(index).isPresent()) {
            Progress own = progress.get(index).get();
            return new SourceRun(own.source(), known, own, Attempt.in(scope, own::sent)).outcome();
        }
        Outcome outcome = step(index) instanceof NamedValue value
                ? Derivation.of(value, known, dependsOnUndelivered(value, known))
                : Derivation.of((Assertion) step(index), known);
        return Uni.createFrom().item(outcome);
    }

    private boolean dependsOnUndelivered(NamedValue value, Variables known) {
        return value.dependencies().stream()
                .anyMatch(index -> known.isUndelivered(step(index).name()));
    }

    /** What the execution has done so far. */
    Report report(int status) {
        return new Report(
                composition.name(),
                status,
                scope.deadline().elapsed(),
                progress.stream()
                        .flatMap(Optional::stream)
                        .map(Progress::report)
                        .toList());
    }

    /** Logs one line for each distinct failure of a step, with the number of elements that it occurred for. */
    private void log(Step step, Outcome outcome) {
        outcome.failures().stream()
                .filter(Failure::isReplaceable)
                .collect(Collectors.groupingBy(Failure::toString, LinkedHashMap::new, Collectors.toList()))
                .forEach((failure, all) -> LOG.logf(
                        all.get(0).code() == Code.EXPRESSION ? Logger.Level.ERROR : Logger.Level.WARN,
                        "%s: %s%s: %s",
                        composition.name(),
                        step instanceof Source ? "source " + step.name() : step.name(),
                        all.size() > 1 ? ", " + all.size() + " times" : "",
                        failure));
    }

    /** The step's work, which can be cancelled: a memoized Uni does not pass cancellation on. */
    private Uni<Outcome> cancellable(int index, Uni<Outcome> run) {
        return Uni.createFrom()
                .emitter(emitter -> running.put(index, run.subscribe().with(emitter::complete, emitter::fail)));
    }

    /** Steps that end at once call each other; a long chain of them is divided, since it would take up the stack. */
    private <T> Uni<T> onAFreshStack(int index, Uni<T> work) {
        int longest = step(index).dependencies().stream()
                .mapToInt(before -> depths[before] % LONGEST_CHAIN)
                .max()
                .orElse(0);
        depths[index] = longest + 1;
        return depths[index] == LONGEST_CHAIN ? work.onItem().transformToUni(this::inTheNextTurn) : work;
    }

    private <T> Uni<T> inTheNextTurn(T item) {
        return Uni.createFrom().emitter(emitter -> scope.deadline().clock().nextTurn(() -> emitter.complete(item)));
    }

    /** The arguments and the values of these steps, once all of them have ended well. */
    private Uni<Variables> variables(List<Integer> indexes) {
        if (indexes.isEmpty()) {
            return Uni.createFrom().item(arguments);
        }
        return Uni.join()
                .all(indexes.stream().map(this::required).toList())
                .andFailFast()
                .onItem()
                .transform(ended -> byName(indexes, ended));
    }

    private Variables byName(List<Integer> indexes, List<Outcome> ended) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> undelivered = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            Step step = step(indexes.get(i));
            if (ended.get(i).isUndelivered()) {
                undelivered.add(step.name());
            } else if (!(step instanceof Assertion)) {
                values.put(step.name(), ended.get(i).value());
            }
        }
        Variables known = arguments.with(values);
        return undelivered.isEmpty() ? known : known.withUndelivered(undelivered);
    }

    /** The step's outcome; fails with the execution's failure if the step failed. */
    private Uni<Outcome> required(int index) {
        return outcomes.get(index)
                .onItem()
                .transformToUni(outcome -> outcome instanceof Outcome.Failed failed
                        ? Uni.createFrom()
                                .failure(new ExecutionFailure(composition, progress, scope.deadline())
                                        .of(index, failed.failure()))
                        : Uni.createFrom().item(outcome));
    }

    private Duration workLeft() {
        return progress.stream()
                .flatMap(Optional::stream)
                .map(Progress::workLeft)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Result failed(Failure failure) {
        if (failure.code() == Code.OUTPUT) {
            LOG.errorf("%s: %s", composition.name(), failure);
        }
        return new Result.Failed(
                failure, Output.headersOf(failure, composition.answer(), arguments), report(failure.status()));
    }

    private Result answer(Output output) {
        Report report = report(output.status());
        boolean cacheable = report.degraded().isEmpty() || composition.answer().cacheable();
        Result.Http http = new Result.Http(output.status(), output.headers(), true);
        return new Result.Answer(output.document(), cacheable ? http : http.uncacheable(), report);
    }
}
