package dev.gather.door;

import dev.gather.composition.Composition;
import dev.gather.execution.Arguments;
import dev.gather.execution.CutOff;
import dev.gather.execution.Engine;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an execution's arguments. The input is checked within the time that the execution has.
 *
 * @param texts parameters from path and query
 * @param values parameters from a JSON document
 * @param request what becomes {@code $request}
 */
record ArgumentReader(Map<String, Object> texts, Map<String, Object> values, Map<String, Object> request) {
    Arguments read(Composition composition, Engine engine, Optional<CutOff> cutOff) {
        Map<String, Object> input = composition.face().input().accept(texts, values, engine.limit(composition, cutOff));
        return new Arguments(input, request, cutOff);
    }
}
