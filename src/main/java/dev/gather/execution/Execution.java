package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.Source;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.fetch.Attempts;
import dev.gather.fetch.Protection;
import dev.gather.fetch.Protections;
import dev.gather.report.Report;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Missing;
import dev.gather.source.Names;
import dev.gather.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One run of a composition. Each source is one memoized {@code Uni} over those of the sources that it names; the answer
 * waits for all of them, fails with the first that fails, and then cancels what is still in flight. It lives on one event
 * loop.
 */
final class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final Composition composition;
    private final Deadline deadline;
    private final Protections protections;
    private final MemoryBudget memory;
    private final Variables arguments;
    private final Map<String, Uni<Outcome>> outcomes = new LinkedHashMap<>();
    private final Map<String, Progress> progress = new HashMap<>();
    private final List<Cancellable> atWork = new ArrayList<>();

    Execution(Composition composition, Arguments arguments, Deadline deadline, Protections protections) {
        this.composition = composition;
        this.deadline = deadline;
        this.protections = protections;
        this.memory = protections.memory();
        this.arguments = Variables.within(deadline::forExpressions)
                .with(Names.INPUT, arguments.input())
                .with(Names.REQUEST, arguments.request());
        composition.sources().forEach(source -> progress.put(source.name(), new Progress(source, deadline)));
        deadline.leaving(this::workLeft);
    }

    Uni<Result> run() {
        composition.sources().forEach(source -> outcomes.put(source.name(), outcome(source)));
        Uni<Result> result =
                join().onItem().transform(this::answer).onFailure(Failure.class).recoverWithItem(this::failed);
        return Uni.createFrom().emitter(emitter -> {
            atWork.add(result.subscribe().with(emitter::complete, emitter::fail));
            emitter.onTermination(this::end);
        });
    }

    private void end() {
        atWork.forEach(Cancellable::cancel);
        deadline.end();
    }

    private Uni<Outcome> outcome(Source source) {
        Uni<Outcome> work =
                values(source.dependencies()).onItem().transformToUni(values -> run(source, arguments.with(values)));
        return cancelledAtTheEnd(work).memoize().indefinitely();
    }

    private Uni<Outcome> run(Source source, Variables variables) {
        Progress made = progress.get(source.name());
        Protection protection = protections.of(source.call().backend());
        return new SourceRun(
                        source, variables, made, () -> new Attempts(source, deadline, protection, memory, made::sent))
                .outcome()
                .invoke(outcome -> log(source, outcome));
    }

    /** What the execution has done by now. */
    Report report(int status) {
        return new Report(
                composition.name(),
                status,
                deadline.elapsed(),
                composition.sources().stream()
                        .map(source -> progress.get(source.name()).report())
                        .toList());
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

    /** The values of those sources, once all of them have ended. */
    private Uni<Map<String, Object>> values(Collection<String> names) {
        List<Source> order = composition.sources().stream()
                .filter(source -> names.contains(source.name()))
                .toList();
        if (order.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join()
                .all(order.stream().map(this::required).toList())
                .andFailFast()
                .onItem()
                .transform(ended -> byName(order, ended));
    }

    private Uni<Map<String, Object>> join() {
        return values(composition.sources().stream().map(Source::name).toList());
    }

    /** The source's outcome, or the failure that it means for the whole execution. */
    private Uni<Outcome> required(Source source) {
        return outcomes.get(source.name())
                .onItem()
                .transformToUni(outcome -> outcome instanceof Outcome.Failed failed
                        ? Uni.createFrom().failure(failure(source, failed.failure()))
                        : Uni.createFrom().item(outcome));
    }

    private Failure failure(Source source, Failure failure) {
        if (failure.code() == Code.TIMEOUT) {
            return Failure.of(Code.TIMEOUT, notInTime(late(source)));
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
    private List<String> late(Source timedOut) {
        return composition.sources().stream()
                .filter(source -> source.equals(timedOut)
                        || (deadline.remaining().isZero()
                                && progress.get(source.name()).isAtWork()
                                && source.rules().fallback().isEmpty()))
                .map(Source::name)
                .toList();
    }

    private Duration workLeft() {
        return progress.values().stream().map(Progress::workLeft).reduce(Duration.ZERO, Duration::plus);
    }

    private Result failed(Throwable thrown) {
        Failure failure = (Failure) thrown;
        return new Result.Failed(failure, report(failure.code().status()));
    }

    private Result answer(Map<String, Object> values) {
        Variables variables = arguments.with(values);
        try {
            Object output = composition.output().evaluate(variables);
            Map<String, String> headers = new LinkedHashMap<>();
            composition.face().headers().forEach((name, template) -> AnswerHeader.value(name, template, variables)
                    .ifPresent(value -> headers.put(name, value)));
            return new Result.Answer(output, headers, report(200));
        } catch (EvaluationException e) {
            throw e.isLate()
                    ? Failure.of(Code.TIMEOUT, "the output could not be made in time")
                    : Failure.of(Code.OUTPUT, e.getMessage());
        }
    }

    private static Map<String, Object> byName(List<Source> sources, List<Outcome> outcomes) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            values.put(sources.get(i).name(), outcomes.get(i).value());
        }
        return values;
    }
}
