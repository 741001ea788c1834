package dev.gather.execution;

import dev.gather.time.CutOff;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, not yet validated.
 *
 * @param texts parameters from path, query and form: each a string, or a list of strings if it was repeated
 * @param values parameters from a JSON document; {@code texts} take precedence
 * @param request the incoming request, {@code $request}
 * @param cutOff when the caller's platform ends the call, if known
 */
public record Arguments(
        Map<String, Object> texts,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> request,
        Optional<CutOff> cutOff) {}
