package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Values;
import dev.gather.execution.Question.Asking;
import dev.gather.execution.Question.Reply;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.fetch.Attempts;
import dev.gather.source.Fetched;
import dev.gather.source.Missing;
import dev.gather.source.Names;
import dev.gather.source.Request;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One source in one execution, from the values of its dependencies to its outcome. A source that is not repeated is
 * one question; under {@code forEach} there is one per element. Equal requests are asked once. It never fails: what
 * goes wrong is its outcome.
 */
final class SourceRun {
    private static final Logger LOG = Logger.getLogger(SourceRun.class);

    private final Source source;
    private final Source.Rules rules;
    private final Variables variables;
    private final Progress progress;
    private final Supplier<Attempts> attempts;

    /** @param attempts makes the stack around one request */
    SourceRun(Source source, Variables variables, Progress progress, Supplier<Attempts> attempts) {
        this.source = source;
        this.rules = source.rules();
        this.variables = variables;
        this.progress = progress;
        this.attempts = attempts;
    }

    Uni<Outcome> outcome() {
        return Uni.createFrom()
                .deferred(this::askAll)
                .onFailure()
                .recoverWithItem(this::failed)
                .onItem()
                .invoke(progress::ended);
    }

    private record Asked(String key, Reply reply) {}

    private Uni<Outcome> askAll() {
        progress.started();
        if (!decidesPerElement() && !wanted(variables)) {
            return Uni.createFrom().item(new Outcome.Skipped());
        }
        List<Question> questions = questions();
        if (rules.repetition().isEmpty() && questions.get(0).isSkipped()) {
            return Uni.createFrom().item(new Outcome.Skipped());
        }
        Collection<Asking> asked = Question.distinct(questions);
        progress.asks(asked.size(), concurrency());
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUni(this::ask)
                .merge(concurrency())
                .collect()
                .asMap(Asked::key, Asked::reply)
                .onItem()
                .transform(replies -> outcome(questions, replies));
    }

    /** Asks, as often as it may, and tells what comes of it. */
    private Uni<Asked> ask(Asking asking) {
        return attempts.get()
                .ask(asking.request(), this::sourceFailure)
                .onItem()
                .transform(this::reply)
                .onFailure(this::hasSubstitute)
                .recoverWithItem(failure -> new Reply.Failed((Failure) failure))
                .onItem()
                .transform(reply -> new Asked(asking.key(), reply))
                .onTermination()
                .invoke(progress::asked);
    }

    private Reply reply(Fetched fetched) {
        progress.received(fetched);
        return new Reply.Value(fetched.value());
    }

    /** True if something stands for what failed: a null for what is missing, or the fallback. */
    private boolean hasSubstitute(Throwable failure) {
        boolean missing = ((Failure) failure).code() == Code.MISSING;
        if (missing && rules.missing() != Missing.FAILS) {
            return rules.missing() == Missing.NULL;
        }
        return rules.fallback().isPresent();
    }

    private List<Question> questions() {
        if (rules.repetition().isEmpty()) {
            return List.of(question(variables));
        }
        List<?> elements = elements(rules.repetition().get());
        List<Question> questions = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (variables.timeIsUp()) {
                throw Failure.temporary(Code.TIMEOUT, "no time is left to ask for all elements");
            }
            questions.add(element(elements.get(i), i));
        }
        return questions;
    }

    private List<?> elements(Source.Repetition repetition) {
        List<?> elements = Values.list(repetition.elements().evaluate(variables));
        if (elements.size() > repetition.maxElements()) {
            throw Failure.of(
                    Code.TOO_LARGE,
                    "forEach has more elements than max-elements allows, which is " + repetition.maxElements());
        }
        return elements;
    }

    private Question element(Object value, int index) {
        Map<String, Object> names = new HashMap<>();
        names.put(Names.ITEM, value);
        names.put(Names.INDEX, index);
        Variables element = variables.with(names);
        boolean asked = value != null && (!decidesPerElement() || wanted(element));
        return asked ? question(element) : Question.answered(element, new Reply.Value(null));
    }

    private Question question(Variables element) {
        try {
            Optional<Request> request = source.call().render(element);
            return request.map(asked -> Question.asking(element, asked))
                    .orElseGet(() -> Question.answered(element, new Reply.Value(null)));
        } catch (Failure | EvaluationException e) {
            Failure failure = sourceFailure(e);
            if (!hasSubstitute(failure)) {
                throw failure;
            }
            return Question.answered(element, new Reply.Failed(failure));
        }
    }

    private boolean decidesPerElement() {
        return rules.repetition().isPresent()
                && rules.when().stream()
                        .flatMap(when -> when.references().stream())
                        .anyMatch(name ->
                                name.name().equals(Names.ITEM) || name.name().equals(Names.INDEX));
    }

    private boolean wanted(Variables element) {
        return rules.when().map(when -> when.isTrue(element)).orElse(true);
    }

    private int concurrency() {
        return rules.repetition().map(Source.Repetition::concurrency).orElse(1);
    }

    private Outcome outcome(List<Question> questions, Map<String, Reply> replies) {
        List<Object> values = new ArrayList<>(questions.size());
        List<Failure> failures = new ArrayList<>();
        for (Question question : questions) {
            Reply reply = question.known()
                    .orElseGet(
                            () -> replies.get(question.request().orElseThrow().key()));
            values.add(value(question, reply, failures));
        }
        return new Outcome.Value(rules.repetition().isPresent() ? values : values.get(0), failures);
    }

    private Object value(Question question, Reply reply, List<Failure> failures) {
        if (reply instanceof Reply.Value known) {
            return known.value();
        }
        Failure failure = ((Reply.Failed) reply).failure();
        if (failure.code() == Code.MISSING && rules.missing() == Missing.NULL) {
            return null;
        }
        failures.add(failure);
        return fallback(question.variables(), failure);
    }

    private Object fallback(Variables element, Failure failure) {
        try {
            return rules.fallback().orElseThrow().evaluate(element.with(Names.ERROR, describe(failure)));
        } catch (EvaluationException e) {
            throw new FallbackFailed(e.getMessage());
        }
    }

    /** A fallback that cannot be evaluated leaves nothing to fall back to. */
    private static final class FallbackFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FallbackFailed(String message) {
            super(message, null, false, false);
        }
    }

    private Map<String, Object> describe(Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("source", source.name());
        error.put("code", failure.code().toString());
        error.put("status", failure.status().isPresent() ? failure.status().getAsInt() : null);
        error.put("message", failure.getMessage());
        return error;
    }

    /** The outcome of a source that failed as a whole: it could not be asked, or nothing stands for what failed. */
    private Outcome failed(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError error) {
            throw error;
        }
        try {
            Failure failure = sourceFailure(thrown);
            boolean replaced = !(thrown instanceof FallbackFailed) && hasSubstitute(failure);
            return replaced
                    ? new Outcome.Value(fallback(variables, failure), List.of(failure))
                    : new Outcome.Failed(failure);
        } catch (FallbackFailed e) {
            return new Outcome.Failed(sourceFailure(e));
        }
    }

    private Failure sourceFailure(Throwable failure) {
        if (failure instanceof Failure known) {
            return known;
        }
        if (failure instanceof FallbackFailed) {
            return Failure.of(Code.EXPRESSION, "the fallback: " + failure.getMessage());
        }
        if (failure instanceof EvaluationException evaluation) {
            return Failure.of(evaluation.isLate() ? Code.TIMEOUT : Code.EXPRESSION, failure.getMessage());
        }
        LOG.errorf(failure, "source %s: unexpected failure", source.name());
        return Failure.of(Code.INTERNAL, "an unexpected failure");
    }
}
