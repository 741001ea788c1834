package dev.gather.composition;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told of a composition that it may call. Both schemas are JSON Schema as the composition has it, of maps, lists and
 * scalars, and their type is {@code object}.
 *
 * @param input the schema of its parameters; those of the path are required
 * @param output the schema that its answers promise to have; empty if that is not known, or may be no object
 */
public record Tool(Map<String, @Nullable Object> input, Optional<Map<String, @Nullable Object>> output) {
    /** Where tools are called, through every front door for HTTP. */
    public static final String PATH = "/mcp";
}
