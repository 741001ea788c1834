package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Values;
import dev.gather.execution.Element.Reply;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceFailures;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One source in one execution, from the values of its dependencies to its outcome. With {@code forEach} it has an element for
 * each item of the list, otherwise just one. It never fails: a failure becomes an {@link Outcome}.
 */
final class SourceRun {
    private static final Fetched MISSING = new Fetched(Variables.NOTHING, 0, "rows");

    private final Source source;
    private final Variables variables;
    private final Progress progress;
    private final Attempt attempt;
    private final Judgement judgement;
    private final Substitute substitute;
    private final Listener listener;
    private final Optional<Batches> batches;
    private List<Element> elements = List.of();
    private @Nullable Fetches fetches;

    /** Who waits for a source. */
    interface Listener {
        /** The source has ended, and its progress says how. */
        void ended(Outcome outcome);

        /** The process is lost, with what was thrown. */
        void lost(Throwable thrown);
    }

    /**
     * @param variables the call's arguments and the values of the source's dependencies
     * @param attempt the limits of its requests
     * @param listener is told once, unless the run is cancelled
     */
    SourceRun(Progress progress, Variables variables, Attempt attempt, Listener listener) {
        this.source = progress.source();
        this.variables = variables;
        this.progress = progress;
        this.attempt = attempt;
        this.judgement = new Judgement(source.rules().acceptance());
        this.substitute = new Substitute(source, judgement);
        this.listener = listener;
        this.batches = repetition().flatMap(Source.Repetition::batch).map(batch -> new Batches(batch, variables));
    }

    /** Starts its requests, if it needs any. Its outcome may be known before this returns. */
    void start() {
        progress.started();
        proceed(this::started);
    }

    /** Cancels its requests: its outcome is not needed. */
    void cancel() {
        if (fetches != null) {
            fetches.cancel();
        }
    }

    /** Takes a step, and tells its outcome if it has one; that of what it throws is the source's failure. */
    private void proceed(Supplier<@Nullable Outcome> step) {
        Outcome outcome;
        try {
            outcome = outcomeOf(step);
        } catch (OutOfMemoryError lost) {
            listener.lost(lost);
            return;
        }
        if (outcome != null) {
            progress.ended(outcome);
            listener.ended(outcome);
        }
    }

    private @Nullable Outcome outcomeOf(Supplier<@Nullable Outcome> step) {
        try {
            return step.get();
        } catch (Throwable thrown) {
            return failed(thrown);
        }
    }

    /** The outcome if no request is needed; null once requests are sent. */
    private @Nullable Outcome started() {
        if (!isTrue(source.rules().when(), variables)) {
            return new Outcome.Skipped();
        }
        if (asksForUndelivered()) {
            return withoutRequest(source.rules().first());
        }
        elements = elements();
        if (repetition().isEmpty() && elements.get(0).isSkipped()) {
            return withoutRequest(isCheck());
        }
        int atOnce = repetition().map(Source.Repetition::concurrency).orElse(1);
        fetches = new Fetches(Element.fetches(elements), atOnce, this);
        fetches.start();
        return null;
    }

    /** All its requests have ended. */
    void allAnswered() {
        proceed(() -> outcome(elements));
    }

    /** Its requests end with what has no replacement. */
    void stopped(Throwable thrown) {
        proceed(() -> failed(thrown));
    }

    Progress progress() {
        return progress;
    }

    /** What another source did not deliver is not asked for. */
    private boolean asksForUndelivered() {
        for (String name : source.retrieval().asks()) {
            if (variables.isUndelivered(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a check that must not be passed without asking: it comes first, or its {@code missing} refuses the caller. */
    private boolean isCheck() {
        return source.rules().first() || judgement.refusesCaller();
    }

    /** The outcome if there is nothing to ask for: the source is skipped, or has found nothing if it is a check. */
    private Outcome withoutRequest(boolean check) {
        return check
                ? failed(Failure.of(Code.MISSING, "there is nothing to ask for: a value in its request is null"))
                : new Outcome.Skipped();
    }

    /** Settles the elements that an answer is for; throws a failure, which ends the run, if it has no replacement. */
    void answered(Fetched fetched, List<Element> elements) {
        progress.received(fetched);
        if (batches.isPresent()) {
            deal(fetched, elements, batches.get());
            return;
        }
        for (Element element : elements) {
            try {
                element.settle(new Reply.Value(judgement.value(fetched, element.variables())));
            } catch (RuntimeException e) {
                element.settle(replaceable(e));
            }
        }
    }

    /** Settles each of the elements with its part of the answer; throws what ends the run. */
    private void deal(Fetched fetched, List<Element> elements, Batches dealer) {
        Map<String, List<Object>> byKey;
        try {
            @Nullable Object value = judgement.value(fetched, dealer.asking(elements));
            byKey = dealer.byKey(value, source.rules().acceptance().value().isPresent());
        } catch (RuntimeException e) {
            settleAll(elements, replaceable(e));
            return;
        }
        for (Element element : elements) {
            Optional<Object> part = dealer.part(element, byKey);
            element.settle(part.isPresent() ? new Reply.Value(part.get()) : absent());
        }
    }

    /** The reply of an element that the answer has no part for: null, unless {@code missing} decides the whole answer. */
    private Reply absent() {
        return source.rules().acceptance().missing().status().isPresent()
                ? replaceable(Failure.of(Code.MISSING, "the answer has nothing for an element"))
                : new Reply.Value(null);
    }

    private static void settleAll(List<Element> elements, Reply reply) {
        elements.forEach(element -> element.settle(reply));
    }

    /** Settles the elements that no answer came for; throws what ends the run. */
    void failed(Throwable thrown, List<Element> elements) {
        if (judgement.judges(thrown)) {
            answered(MISSING, elements);
            return;
        }
        settleAll(elements, replaceable(thrown));
    }

    private List<Element> elements() {
        if (repetition().isEmpty()) {
            return List.of(element(variables));
        }
        List<?> values = values(repetition().get());
        List<Element> elements = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (variables.timeIsUp()) {
                throw Failure.of(Code.TIMEOUT, "no time is left for the requests of all elements");
            }
            elements.add(element(values.get(i), i));
        }
        batches.ifPresent(made -> ask(made.groups(elements), made));
        return elements;
    }

    private List<?> values(Source.Repetition repetition) {
        List<?> values = Values.list(repetition.elements().evaluate(variables));
        if (values.size() > repetition.maxElements()) {
            throw Failure.of(
                    Code.TOO_LARGE, "forEach has more elements than max-elements allows: " + repetition.maxElements());
        }
        return values;
    }

    private Element element(@Nullable Object value, int index) {
        Variables own = variables.with(ReservedVariables.ITEM, value).with(ReservedVariables.INDEX, index);
        return value == null ? Element.settled(own, new Reply.Skipped()) : element(own);
    }

    /** Makes the requests for several elements each. */
    private void ask(List<Batches.Group> groups, Batches made) {
        for (int i = 0; i < groups.size(); i++) {
            List<Element> group = groups.get(i).elements();
            try {
                Variables asking = made.asking(group).with(ReservedVariables.INDEX, i);
                Optional<Request> request = source.retrieval().call().render(asking);
                Optional<Uni<Fetched>> answer =
                        request.map(sent -> source.retrieval().fetch().fetch(sent, attempt));
                answer.ifPresentOrElse(
                        fetched -> group.forEach(element -> element.fetch(fetched)),
                        () -> settleAll(group, new Reply.Skipped()));
            } catch (Failure | EvaluationException e) {
                settleAll(group, replaceable(e));
            }
        }
    }

    private Element element(Variables own) {
        try {
            if (!isTrue(repetition().flatMap(Source.Repetition::when), own)) {
                return Element.settled(own, new Reply.Skipped());
            }
            if (batches.isPresent()) {
                return batches.get()
                        .key(own)
                        .map(key -> Element.waiting(own, key))
                        .orElseGet(() -> Element.settled(own, new Reply.Skipped()));
            }
            Optional<Request> request = source.retrieval().call().render(own);
            return request.isPresent()
                    ? Element.fetching(own, source.retrieval().fetch().fetch(request.get(), attempt))
                    : Element.settled(own, new Reply.Skipped());
        } catch (Failure | EvaluationException e) {
            return Element.settled(own, replaceable(e));
        }
    }

    /** The reply of an element that failed; throws the failure, which ends the run, if it has no replacement. */
    private Reply replaceable(Throwable thrown) {
        Failure failure = failure(thrown);
        if (!substitute.exists(failure)) {
            throw failure;
        }
        return new Reply.Failed(failure);
    }

    private static boolean isTrue(Optional<JsonTemplate> condition, Variables variables) {
        return condition.isEmpty() || condition.get().isTrue(variables);
    }

    private Optional<Source.Repetition> repetition() {
        return source.rules().repetition();
    }

    private Outcome outcome(List<Element> elements) {
        if (repetition().isEmpty()) {
            Outcome only = outcome(elements.get(0));
            return only.value() == Variables.NOTHING ? new Outcome.Undelivered(only.failures()) : only;
        }
        List<@Nullable Object> values = new ArrayList<>(elements.size());
        List<Failure> failures = new ArrayList<>();
        for (Element element : elements) {
            Outcome outcome = outcome(element);
            if (outcome instanceof Outcome.Failed) {
                return outcome;
            }
            values.add(outcome.value() == Variables.NOTHING ? null : outcome.value());
            failures.addAll(outcome.failures());
        }
        return new Outcome.Value(values, failures);
    }

    private Outcome outcome(Element element) {
        if (element.reply() instanceof Reply.Failed failed) {
            return substitute.outcome(failed.failure(), element.variables());
        }
        return element.reply() instanceof Reply.Value known
                ? new Outcome.Value(known.value(), List.of())
                : new Outcome.Skipped();
    }

    /** The outcome of a source that failed as a whole: no request could be made, or a failure has no replacement value. */
    private Outcome failed(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError error) {
            throw error;
        }
        return substitute.outcome(failure(thrown), variables);
    }

    private Failure failure(Throwable thrown) {
        return judgement.of(
                SourceFailures.of(source.name(), thrown, attempt.scope().call()));
    }
}
