package dev.gather.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, not yet validated.
 *
 * @param texts parameters from path, query and form: each a string, or a list of strings if it was repeated
 * @param values parameters from a JSON document; {@code texts} take precedence
 * @param request the incoming request, {@code $request}
 * @param call what the caller's platform says about it
 */
public record Arguments(
        Map<String, Object> texts,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> request,
        CallContext call) {}
