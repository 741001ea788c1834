package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an execution makes of its sources' values: a function of these values alone.
 *
 * @param document the answer's document, as JSON has it
 * @param headers the composition's headers for an HTTP answer, their names in lower case
 */
record Output(Object document, Map<String, String> headers) {
    /**
     * The output of a composition.
     *
     * @param variables the call's arguments and every source's value
     * @throws Failure if it cannot be made, or not in time
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
