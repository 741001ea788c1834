package dev.gather.execution;

import dev.gather.time.CutOff;
import java.util.Map;
import java.util.Optional;

/**
 * What one call brings to an execution, yet to be checked.
 *
 * @param texts parameters from path and query: each a text, or a list of texts where it was repeated
 * @param values parameters from a JSON document; texts win over them
 * @param request the request that came in, {@code $request}
 * @param cutOff when the caller's platform ends the call, if it is known
 */
public record Arguments(
        Map<String, Object> texts, Map<String, Object> values, Map<String, Object> request, Optional<CutOff> cutOff) {}
