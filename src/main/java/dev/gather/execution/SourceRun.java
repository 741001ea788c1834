package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Values;
import dev.gather.execution.Question.Reply;
import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.ReservedVariables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One source in one execution, from the values of its dependencies to its outcome. A source that is not repeated is
 * one question; under {@code forEach} there is one per element. It never fails: what goes wrong is its outcome.
 */
final class SourceRun {
    private static final Logger LOG = Logger.getLogger(SourceRun.class);

    private final Source source;
    private final Variables variables;
    private final Progress progress;
    private final Attempt attempt;
    private final Substitute substitute;

    /**
     * @param variables the call's arguments and the values of the source's dependencies
     * @param attempt what its requests may take
     */
    SourceRun(Source source, Variables variables, Progress progress, Attempt attempt) {
        this.source = source;
        this.variables = variables;
        this.progress = progress;
        this.attempt = attempt;
        this.substitute = new Substitute(source);
    }

    Uni<Outcome> outcome() {
        return Uni.createFrom()
                .deferred(this::askAll)
                .onFailure()
                .recoverWithItem(this::failed)
                .onItem()
                .invoke(progress::ended);
    }

    private record Asked(Uni<Fetched> asking, Reply reply) {}

    private Uni<Outcome> askAll() {
        progress.started();
        if (!isTrue(source.rules().when(), variables)) {
            return Uni.createFrom().item(new Outcome.Skipped());
        }
        List<Question> questions = questions();
        if (repetition().isEmpty() && questions.get(0).isSkipped()) {
            return Uni.createFrom().item(new Outcome.Skipped());
        }
        Collection<Uni<Fetched>> asked = Question.distinct(questions);
        int concurrency = repetition().map(Source.Repetition::concurrency).orElse(1);
        progress.asks(asked.size(), concurrency);
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUni(this::ask)
                .merge(concurrency)
                .collect()
                .asMap(Asked::asking, Asked::reply)
                .onItem()
                .transform(replies -> outcome(questions, replies));
    }

    /** Asks; a failure that nothing takes the place of ends the run. */
    private Uni<Asked> ask(Uni<Fetched> asking) {
        return asking.onItem()
                .transform(this::reply)
                .onFailure(thrown -> substitute.exists(failure(thrown)))
                .recoverWithItem(thrown -> new Reply.Failed(failure(thrown)))
                .onItem()
                .transform(reply -> new Asked(asking, reply))
                .onTermination()
                .invoke(progress::asked);
    }

    private Reply reply(Fetched fetched) {
        progress.received(fetched);
        return new Reply.Value(fetched.value());
    }

    private List<Question> questions() {
        if (repetition().isEmpty()) {
            return List.of(question(variables));
        }
        List<?> elements = elements(repetition().get());
        List<Question> questions = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (variables.timeIsUp()) {
                throw Failure.of(Code.TIMEOUT, "no time is left to ask for all elements");
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
        names.put(ReservedVariables.ITEM, value);
        names.put(ReservedVariables.INDEX, index);
        Variables element = variables.with(names);
        boolean asked = value != null && isTrue(repetition().flatMap(Source.Repetition::when), element);
        return asked ? question(element) : Question.answered(element, new Reply.Value(null));
    }

    private Question question(Variables element) {
        try {
            Optional<Request> request = source.asks().call().render(element);
            return request.map(asked ->
                            Question.asking(element, source.asks().fetch().fetch(asked, attempt)))
                    .orElseGet(() -> Question.answered(element, new Reply.Value(null)));
        } catch (Failure | EvaluationException e) {
            Failure failure = failure(e);
            if (!substitute.exists(failure)) {
                throw failure;
            }
            return Question.answered(element, new Reply.Failed(failure));
        }
    }

    private static boolean isTrue(Optional<Expression> condition, Variables variables) {
        return condition.map(when -> when.isTrue(variables)).orElse(true);
    }

    private Optional<Source.Repetition> repetition() {
        return source.rules().repetition();
    }

    private Outcome outcome(List<Question> questions, Map<Uni<Fetched>, Reply> replies) {
        List<Object> values = new ArrayList<>(questions.size());
        List<Failure> failures = new ArrayList<>();
        for (Question question : questions) {
            Outcome outcome = outcome(question, question.reply(replies));
            if (outcome instanceof Outcome.Failed) {
                return outcome;
            }
            values.add(outcome.value());
            failures.addAll(outcome.failures());
        }
        return new Outcome.Value(repetition().isPresent() ? values : values.get(0), failures);
    }

    private Outcome outcome(Question question, Reply reply) {
        return reply instanceof Reply.Value known
                ? new Outcome.Value(known.value(), List.of())
                : substitute.outcome(((Reply.Failed) reply).failure(), question.variables());
    }

    /** The outcome of a source that failed as a whole: it could not be asked, or nothing takes the place of what failed. */
    private Outcome failed(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError error) {
            throw error;
        }
        return substitute.outcome(failure(thrown), variables);
    }

    private Failure failure(Throwable thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        if (thrown instanceof EvaluationException evaluation) {
            return Failure.of(evaluation.isLate() ? Code.TIMEOUT : Code.EXPRESSION, thrown.getMessage());
        }
        LOG.errorf(thrown, "source %s: unexpected failure", source.name());
        return Failure.of(Code.INTERNAL, "an unexpected failure");
    }
}
