package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of an execution: a pure function of its arguments and its sources' values.
 *
 * @param document the answer's JSON document
 * @param headers the composition's headers for an HTTP answer, by name in lower case
 */
record Output(@Nullable Object document, Map<String, String> headers) {
    /**
     * Evaluates the output of a composition.
     *
     * @param variables the call's arguments and every source's value
     * @throws Failure if it cannot be evaluated, or not in time
     */
    static Output of(Composition composition, Variables variables) {
        try {
            Object document = composition.output().evaluate(variables);
            Map<String, String> headers = new LinkedHashMap<>();
            composition.endpoint().headers().forEach((name, template) -> HeaderValue.of(name, template, variables)
                    .ifPresent(value -> headers.put(name, value)));
            return new Output(document, headers);
        } catch (EvaluationException e) {
            throw e.isLate()
                    ? Failure.of(Code.TIMEOUT, "the output could not be made in time")
                    : Failure.of(Code.OUTPUT, e.getMessage());
        }
    }
}
