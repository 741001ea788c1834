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

/**
 * One run of a composition. Each source is one memoized {@code Uni} over those of the sources that it names; the answer
 * waits for all of them, fails with the first that fails, and then cancels what is still in flight. It lives on one event
 * loop.
 */
final class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final Composition composition;
    private final Variables arguments;
    private final Scope scope;
    /** By the sources' places in the composition, as what follows. */
    private final List<Uni<Outcome>> outcomes = new ArrayList<>();

    private final List<Progress> progress;
    private final List<Cancellable> atWork = new ArrayList<>();

    /** @param arguments the variables that the call brings */
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
        places().forEach(place -> outcomes.add(outcome(place)));
        Uni<Result> result = values(places().boxed().toList())
                .onItem()
                .transform(this::answer)
                .onFailure(Failure.class)
                .recoverWithItem(this::failed);
        return Uni.createFrom().emitter(emitter -> {
            atWork.add(result.subscribe().with(emitter::complete, emitter::fail));
            emitter.onTermination(this::end);
        });
    }

    private IntStream places() {
        return IntStream.range(0, composition.sources().size());
    }

    private void end() {
        atWork.forEach(Cancellable::cancel);
        scope.deadline().end();
    }

    /** Every source comes after those that it depends on, so that their outcomes are there. */
    private Uni<Outcome> outcome(int place) {
        Source source = composition.sources().get(place);
        Uni<Outcome> work = values(source.dependencies())
                .onItem()
                .transformToUni(values -> run(source, progress.get(place), arguments.with(values)));
        return cancelledAtTheEnd(work).memoize().indefinitely();
    }

    private Uni<Outcome> run(Source source, Progress made, Variables variables) {
        return new SourceRun(source, variables, made, Attempt.in(scope, made::sent))
                .outcome()
                .invoke(outcome -> log(source, outcome));
    }

    /** What the execution has done by now. */
    Report report(int status) {
        return new Report(
                composition.name(),
                status,
                scope.deadline().elapsed(),
                progress.stream().map(Progress::report).toList());
    }

    /** One line for each kind of failure of a source, however many elements met it. */
    private void log(Source source, Outcome outcome) {
        outcome.failures().stream()
                .filter(failure -> failure.code() != Code.MISSING)
                .collect(Collectors.groupingBy(Failure::toString, LinkedHashMap::new, Collectors.counting()))
                .forEach((failure, count) -> LOG.warnf(
                        "%s: source %s%s: %s",
                        composition.name(), source.name(), count > 1 ? ", " + count + " times" : "", failure));
    }

    /** A memoized Uni does not pass cancellation on, so the execution itself cancels each source's work when it ends. */
    private Uni<Outcome> cancelledAtTheEnd(Uni<Outcome> work) {
        return Uni.createFrom().emitter(emitter -> atWork.add(work.subscribe().with(emitter::complete, emitter::fail)));
    }

    /** The values of the sources at these places by their names, once all of them have ended. */
    private Uni<Map<String, Object>> values(List<Integer> places) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join()
                .all(places.stream().map(this::required).toList())
                .andFailFast()
                .onItem()
                .transform(ended -> byName(places, ended));
    }

    private Map<String, Object> byName(List<Integer> places, List<Outcome> ended) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < ended.size(); i++) {
            values.put(
                    composition.sources().get(places.get(i)).name(),
                    ended.get(i).value());
        }
        return values;
    }

    /** The source's outcome, or the failure that it means for the whole execution. */
    private Uni<Outcome> required(int place) {
        return outcomes.get(place)
                .onItem()
                .transformToUni(outcome -> outcome instanceof Outcome.Failed failed
                        ? Uni.createFrom().failure(verdict(place, failed.failure()))
                        : Uni.createFrom().item(outcome));
    }

    private Failure verdict(int place, Failure failure) {
        Source source = composition.sources().get(place);
        if (failure.code() == Code.TIMEOUT) {
            return Failure.of(Code.TIMEOUT, notInTime(late(place)));
        }
        boolean ends = failure.code() == Code.MISSING && source.rules().missing() == Missing.NOT_FOUND;
        return ends
                ? Failure.of(Code.NOT_FOUND, "the source '" + source.name() + "' found nothing")
                : failure.ofSource(source.name());
    }

    private static String notInTime(List<String> sources) {
        String named = sources.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return "the source" + (sources.size() == 1 ? " " : "s ") + named + " did not answer in time";
    }

    /** A source that had no answer in time; at the deadline also those that the answer cannot do without either. */
    private List<String> late(int timedOut) {
        boolean deadline = scope.deadline().remaining().isZero();
        return places().filter(place -> place == timedOut || (deadline && isWaitedFor(place)))
                .mapToObj(place -> composition.sources().get(place).name())
                .toList();
    }

    private boolean isWaitedFor(int place) {
        return progress.get(place).isAtWork()
                && composition.sources().get(place).rules().fallback().isEmpty();
    }

    private Duration workLeft() {
        return progress.stream().map(Progress::workLeft).reduce(Duration.ZERO, Duration::plus);
    }

    private Result failed(Throwable thrown) {
        Failure failure = (Failure) thrown;
        return new Result.Failed(failure, report(failure.code().status()));
    }

    private Result answer(Map<String, Object> values) {
        Output output = Output.of(composition, arguments.with(values));
        return new Result.Answer(output.document(), output.headers(), report(200));
    }
}
