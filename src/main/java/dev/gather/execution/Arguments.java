package dev.gather.execution;

import dev.gather.time.CutOff;
import java.util.Map;
import java.util.Optional;

/**
 * What one call brings to an execution.
 *
 * @param input the validated parameters, {@code $input}
 * @param request the request that came in, {@code $request}
 * @param cutOff when the caller's platform ends the call, if it is known
 */
public record Arguments(Map<String, Object> input, Map<String, Object> request, Optional<CutOff> cutOff) {}
