package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.failure.Verdict;
import dev.gather.json.ExactNumbers;
import dev.gather.source.SourceFailures;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The output of an execution: a pure function of its arguments and its sources' values.
 *
 * @param document the answer's JSON document
 * @param status the HTTP status of the answer
 * @param headers the composition's headers for an HTTP answer, by name in lower case
 */
record Output(@Nullable Object document, int status, Map<String, String> headers) {
    private static final Logger LOG = Logger.getLogger(Output.class);

    /** The header that a 401 needs, and no other answer has. */
    private static final String CHALLENGE = "www-authenticate";

    private static final int UNAUTHORIZED = 401;
    /**
     * Evaluates the output of a composition.
     *
     * @param variables the call's arguments and every source's value
     * @throws Failure if it cannot be evaluated, or not in time; or if an expression refuses to answer
     */
    static Output of(Composition.Answer answer, Variables variables) {
        try {
            Object document = answer.document().evaluate(variables);
            int status =
                    answer.status().map(template -> status(template, variables)).orElse(200);
            Map<String, String> headers = new LinkedHashMap<>();
            answer.headers().forEach((name, template) -> {
                if (status == UNAUTHORIZED || !name.equals(CHALLENGE)) {
                    HeaderValue.of(name, template, variables).ifPresent(value -> headers.put(name, value));
                }
            });
            return new Output(document, status, headers);
        } catch (EvaluationException e) {
            throw failure(e);
        }
    }

    /** Logs what the document breaks of what its composition promises, where answers are held to that; it goes out as it is. */
    void holdTo(Composition composition) {
        composition.answer().returns().stream()
                .flatMap(returns -> returns.violations(document).stream())
                .forEach(violation ->
                        LOG.warnf("%s: the answer breaks returns: %s", composition.name(), violation.inWords()));
    }

    private static int status(JsonTemplate template, Variables variables) {
        Object status = template.evaluate(variables);
        if (status instanceof Number number
                && ExactNumbers.isWhole(number)
                && ExactNumbers.compare(number, 200) >= 0
                && ExactNumbers.compare(number, 599) <= 0) {
            return number.intValue();
        }
        String fault = "status: must be a whole number from 200 to 599";
        throw new EvaluationException(status == null ? fault + ", and is nothing" : fault);
    }

    private static Failure failure(EvaluationException e) {
        if (e.isRefusal()) {
            return SourceFailures.of(e, "").orAnsweredWith(Verdict.UNPROCESSABLE_CONTENT.status());
        }
        return e.isLate()
                ? Failure.of(Code.TIMEOUT, "the output could not be made in time")
                : Failure.of(Code.OUTPUT, e.getMessage()).withDetail(e.place());
    }

    /**
     * The headers of an answer that is a failure.
     *
     * @param variables the call's arguments, which are all that is known
     */
    static Map<String, String> headersOf(Failure failure, Composition.Answer answer, Variables variables) {
        Template challenge = answer.headers().get(CHALLENGE);
        if (failure.status() != UNAUTHORIZED || challenge == null) {
            return Map.of();
        }
        try {
            return HeaderValue.of(CHALLENGE, challenge, variables)
                    .map(value -> Map.of(CHALLENGE, value))
                    .orElse(Map.of());
        } catch (EvaluationException e) {
            LOG.errorf("an answer goes out without %s: %s", CHALLENGE, e.getMessage());
            return Map.of();
        }
    }
}
