package dev.gather.contract;

import dev.gather.contract.ApiDocument.Notation;
import dev.gather.contract.ApiDocument.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a query may have beside those of its parameters: an object is written as several of them. */
record QueryNames(List<Parameter> parameters) {
    /** Whether a name may belong to a parameter that is an object, or to a list with brackets behind its name. */
    boolean allow(String name) {
        return parameters.stream().anyMatch(parameter -> allows(parameter, name));
    }

    private static boolean allows(Parameter parameter, String name) {
        if (name.startsWith(parameter.name() + "[")) {
            return true;
        }
        Map<String, @Nullable Object> schema = parameter.schema();
        boolean spread = parameter.notation() == Notation.SIMPLE
                && (schema.containsKey("properties") || "object".equals(schema.get("type")));
        return spread
                && (!(schema.get("properties") instanceof Map<?, ?> properties)
                        || properties.containsKey(name)
                        || !Boolean.FALSE.equals(schema.getOrDefault("additionalProperties", false)));
    }
}
