package dev.gather.composition;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a composition's parameters. It turns what a caller sent into {@code $input}: texts from paths and
 * queries become what the schema says, defaults are filled in, and the result is validated.
 */
public final class InputSchema {
    /** Takes any object, for compositions that declare no input. */
    public static final InputSchema ANY = new InputSchema(new JsonObject());

    private final Coercion coercion;
    private final Validator validator;

    /** @throws RuntimeException if the schema cannot be used: a reference leads nowhere, a pattern is none */
    InputSchema(JsonObject schema) {
        this.coercion = new Coercion(schema.getMap());
        this.validator = SchemaDialect.validator(JsonSchema.of(schema.copy().put("type", "object")));
        // An empty input takes the validator through the schema's references: patterns that are none and the like
        // throw.
        var unused = violations(Map.of());
    }

    /**
     * Makes the input of an execution.
     *
     * @param texts parameters from path and query: each a text, or a list of texts where it was repeated
     * @param values parameters from a JSON document; texts win over them
     * @throws InvalidInputException if the result breaks the schema
     */
    public Map<String, Object> accept(Map<String, Object> texts, Map<String, Object> values) {
        Map<String, Object> input = new LinkedHashMap<>(values);
        texts.forEach((name, text) -> input.put(name, coercion.coerce(name, text)));
        Map<String, Object> complete = coercion.withDefaults(input);
        List<Violation> violations = violations(complete);
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return complete;
    }

    private List<Violation> violations(Map<String, Object> input) {
        OutputUnit result = validator.validate(new JsonObject(input));
        if (Boolean.TRUE.equals(result.getValid())) {
            return List.of();
        }
        return SchemaDialect.violations(result);
    }
}
