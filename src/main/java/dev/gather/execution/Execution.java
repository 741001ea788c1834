package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.Source;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.report.Report;
import dev.gather.source.Attempt;
import dev.gather.source.Missing;
import dev.gather.source.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a composition. Each source is a memoized {@code Uni} that waits for those of the sources it depends on. The
 * answer waits for all sources, and fails with the first that fails. When the execution ends, all that is still in flight
 * is cancelled. Confined to one event loop.
 */
final class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final Composition composition;
    private final Variables arguments;
    private final Scope scope;
    /** One for each source, in the composition's order; so is {@code progress}. */
    private final List<Uni<Outcome>> outcomes = new ArrayList<>();

    private final List<Progress> progress;
    private final List<Cancellable> running = new ArrayList<>();

    /** @param arguments the variables of the call, {@code $input} and {@code $request} */
    Execution(Composition composition, Variables arguments, Scope scope) {
        this.composition = composition;
        this.arguments = arguments;
        this.scope = scope;
        this.progress = composition.sources().stream()
                .map(source -> new Progress(source, scope.deadline()))
                .toList();
        scope.deadline().leaving(this::workLeft);
    }

    Uni<Result> run() {
        indexes().forEach(index -> outcomes.add(outcome(index)));
        Uni<Result> result = values(indexes().boxed().toList())
                .onItem()
                .transform(this::answer)
                .onFailure(Failure.class)
                .recoverWithItem(this::failed);
        return Uni.createFrom().emitter(emitter -> {
            running.add(result.subscribe().with(emitter::complete, emitter::fail));
            emitter.onTermination(this::end);
        });
    }

    private IntStream indexes() {
        return IntStream.range(0, composition.sources().size());
    }

    private void end() {
        running.forEach(Cancellable::cancel);
        scope.deadline().end();
    }

    /** The source's outcome. The outcomes of its dependencies exist already, since these come before it. */
    private Uni<Outcome> outcome(int index) {
        Source source = composition.sources().get(index);
        Uni<Outcome> work = values(source.dependencies())
                .onItem()
                .transformToUni(values -> run(source, progress.get(index), arguments.with(values)));
        return cancelledAtTheEnd(work).memoize().indefinitely();
    }

    private Uni<Outcome> run(Source source, Progress own, Variables variables) {
        return new SourceRun(source, variables, own, Attempt.in(scope, own::sent))
                .outcome()
                .invoke(outcome -> log(source, outcome));
    }

    /** What the execution has done so far. */
    Report report(int status) {
        return new Report(
                composition.name(),
                status,
                scope.deadline().elapsed(),
                progress.stream().map(Progress::report).toList());
    }

    /** Logs one line for each distinct failure of a source, with the number of elements that it occurred for. */
    private void log(Source source, Outcome outcome) {
        outcome.failures().stream()
                .filter(failure -> failure.code() != Code.MISSING)
                .collect(Collectors.groupingBy(Failure::toString, LinkedHashMap::new, Collectors.counting()))
                .forEach((failure, count) -> LOG.warnf(
                        "%s: source %s%s: %s",
                        composition.name(), source.name(), count > 1 ? ", " + count + " times" : "", failure));
    }

    /** The source's run, cancelled when the execution ends: a memoized Uni does not pass cancellation on. */
    private Uni<Outcome> cancelledAtTheEnd(Uni<Outcome> run) {
        return Uni.createFrom().emitter(emitter -> running.add(run.subscribe().with(emitter::complete, emitter::fail)));
    }

    /** The values of these sources by name, once all of them have ended. */
    private Uni<Map<String, @Nullable Object>> values(List<Integer> indexes) {
        if (indexes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join()
                .all(indexes.stream().map(this::required).toList())
                .andFailFast()
                .onItem()
                .transform(ended -> byName(indexes, ended));
    }

    private Map<String, @Nullable Object> byName(List<Integer> indexes, List<Outcome> ended) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < ended.size(); i++) {
            values.put(
                    composition.sources().get(indexes.get(i)).name(),
                    ended.get(i).value());
        }
        return values;
    }

    /** The source's outcome; fails with the execution's failure if the source failed. */
    private Uni<Outcome> required(int index) {
        return outcomes.get(index)
                .onItem()
                .transformToUni(outcome -> outcome instanceof Outcome.Failed failed
                        ? Uni.createFrom().failure(failureOfExecution(index, failed.failure()))
                        : Uni.createFrom().item(outcome));
    }

    private Failure failureOfExecution(int index, Failure failure) {
        Source source = composition.sources().get(index);
        if (failure.code() == Code.TIMEOUT) {
            return Failure.of(Code.TIMEOUT, notInTime(late(index)));
        }
        boolean notFound = failure.code() == Code.MISSING && source.rules().missing() == Missing.NOT_FOUND;
        return notFound
                ? Failure.of(Code.NOT_FOUND, "the source '" + source.name() + "' found nothing")
                : failure.ofSource(source.name());
    }

    private static String notInTime(List<String> sources) {
        String named = sources.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return "the source" + (sources.size() == 1 ? " " : "s ") + named + " did not answer in time";
    }

    /** The names of the source that timed out and, at the deadline, of all others in flight without a fallback. */
    private List<String> late(int timedOut) {
        boolean deadline = scope.deadline().remaining().isZero();
        return indexes()
                .filter(index -> index == timedOut || (deadline && isWaitedFor(index)))
                .mapToObj(index -> composition.sources().get(index).name())
                .toList();
    }

    private boolean isWaitedFor(int index) {
        return progress.get(index).isRunning()
                && composition.sources().get(index).rules().fallback().isEmpty();
    }

    private Duration workLeft() {
        return progress.stream().map(Progress::workLeft).reduce(Duration.ZERO, Duration::plus);
    }

    private Result failed(Throwable thrown) {
        Failure failure = (Failure) thrown;
        return new Result.Failed(failure, report(failure.status()));
    }

    private Result answer(Map<String, @Nullable Object> values) {
        Output output = Output.of(composition, arguments.with(values));
        return new Result.Answer(output.document(), output.headers(), report(200));
    }
}
