package dev.gather.execution;

import dev.gather.composition.Fetched;
import dev.gather.composition.Missing;
import dev.gather.composition.Names;
import dev.gather.composition.Request;
import dev.gather.composition.Source;
import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import dev.gather.expression.EvaluationException;
import dev.gather.expression.Values;
import dev.gather.expression.Variables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
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

    /** Why this source, or one of its elements, has an answer or not. */
    private sealed interface Reply {
        record Value(Object value) implements Reply {}

        record Failure(SourceFailure failure) implements Reply {}
    }

    /** One question: its variables, and its request or the reply that needs no asking. */
    private record Question(Variables variables, Optional<Request> request, Optional<Reply> known) {}

    private record Asked(Request request, Reply reply) {}

    private Uni<Outcome> askAll() {
        progress.started();
        if (!decidesPerElement() && !wanted(variables)) {
            return Uni.createFrom().item(new Outcome.Skipped());
        }
        List<Question> questions = questions();
        if (rules.repetition().isEmpty() && isSkipped(questions.get(0))) {
            return Uni.createFrom().item(new Outcome.Skipped());
        }
        List<Request> requests = questions.stream()
                .map(Question::request)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        progress.asks(requests.size(), concurrency());
        return Multi.createFrom()
                .iterable(requests)
                .onItem()
                .transformToUni(this::ask)
                .merge(concurrency())
                .collect()
                .asMap(Asked::request, Asked::reply)
                .onItem()
                .transform(replies -> outcome(questions, replies));
    }

    /** Asks, as often as it may, and tells what comes of it. */
    private Uni<Asked> ask(Request request) {
        return attempts.get()
                .ask(request, this::sourceFailure)
                .onItem()
                .transform(this::reply)
                .onFailure(this::hasSubstitute)
                .recoverWithItem(failure -> new Reply.Failure((SourceFailure) failure))
                .onItem()
                .transform(reply -> new Asked(request, reply))
                .onTermination()
                .invoke(progress::asked);
    }

    private Reply reply(Fetched fetched) {
        progress.received(fetched);
        return new Reply.Value(fetched.value());
    }

    /** True if something stands for what failed: a null for what is missing, or the fallback. */
    private boolean hasSubstitute(Throwable failure) {
        boolean missing = ((SourceFailure) failure).code() == Code.MISSING;
        if (missing && rules.missing() != Missing.FAILS) {
            return rules.missing() == Missing.NULL;
        }
        return rules.fallback().isPresent();
    }

    private List<Question> questions() {
        if (rules.repetition().isEmpty()) {
            return List.of(question(variables));
        }
        List<?> elements = Values.list(rules.repetition().get().elements().evaluate(variables));
        List<Question> questions = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Variables element = variables.with(Names.ITEM, elements.get(i)).with(Names.INDEX, i);
            boolean asked = elements.get(i) != null && (!decidesPerElement() || wanted(element));
            questions.add(asked ? question(element) : answered(element, new Reply.Value(null)));
        }
        return questions;
    }

    private Question question(Variables element) {
        try {
            Optional<Request> request = source.call().render(element);
            return request.isPresent()
                    ? new Question(element, request, Optional.empty())
                    : answered(element, new Reply.Value(null));
        } catch (SourceFailure | EvaluationException e) {
            SourceFailure failure = sourceFailure(e);
            if (!hasSubstitute(failure)) {
                throw failure;
            }
            return answered(element, new Reply.Failure(failure));
        }
    }

    private static boolean isSkipped(Question question) {
        return question.known().filter(Reply.Value.class::isInstance).isPresent();
    }

    private static Question answered(Variables element, Reply reply) {
        return new Question(element, Optional.empty(), Optional.of(reply));
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

    private Outcome outcome(List<Question> questions, Map<Request, Reply> replies) {
        List<Object> values = new ArrayList<>(questions.size());
        List<SourceFailure> failures = new ArrayList<>();
        for (Question question : questions) {
            Reply reply = question.known()
                    .orElseGet(() -> replies.get(question.request().orElseThrow()));
            values.add(value(question, reply, failures));
        }
        return new Outcome.Value(rules.repetition().isPresent() ? values : values.get(0), failures);
    }

    private Object value(Question question, Reply reply, List<SourceFailure> failures) {
        if (reply instanceof Reply.Value known) {
            return known.value();
        }
        SourceFailure failure = ((Reply.Failure) reply).failure();
        if (failure.code() == Code.MISSING && rules.missing() == Missing.NULL) {
            return null;
        }
        failures.add(failure);
        return fallback(question.variables(), failure);
    }

    private Object fallback(Variables element, SourceFailure failure) {
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

    private Map<String, Object> describe(SourceFailure failure) {
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
            SourceFailure failure = sourceFailure(thrown);
            boolean replaced = !(thrown instanceof FallbackFailed) && hasSubstitute(failure);
            return replaced
                    ? new Outcome.Value(fallback(variables, failure), List.of(failure))
                    : new Outcome.Failed(failure);
        } catch (FallbackFailed e) {
            return new Outcome.Failed(sourceFailure(e));
        }
    }

    private SourceFailure sourceFailure(Throwable failure) {
        if (failure instanceof SourceFailure known) {
            return known;
        }
        if (failure instanceof FallbackFailed) {
            return SourceFailure.of(Code.EXPRESSION, "the fallback: " + failure.getMessage());
        }
        if (failure instanceof EvaluationException) {
            return SourceFailure.of(Code.EXPRESSION, failure.getMessage());
        }
        LOG.errorf(failure, "source %s: unexpected failure", source.name());
        return SourceFailure.of(Code.INTERNAL, "an unexpected failure");
    }
}
