package dev.gather.input;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.failure.Failure;
import dev.gather.fuzz.Json;
import dev.gather.fuzz.Limits;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Any input that a caller may send, and any schema that an author may write. */
class InputFuzzTest {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private static final List<InputSchema> SCHEMAS = List.of(
            Inputs.schema("{properties: {a: {type: integer, minimum: 1}, b: {type: string, pattern: '^(.*?,){11}P'}}}"),
            Inputs.schema("{properties: {list: {type: array, uniqueItems: true, items: {type: [string, number]}}}}"),
            Inputs.schema(
                    "{properties: {id: {anyOf: [{type: integer}, {format: uuid}]}}, additionalProperties: false}"),
            Inputs.schema("{properties: {a: {format: date-time}, b: {format: idn-hostname}, id: {format: uri}}}"),
            Inputs.schema(
                    "{$defs: {t: {properties: {a: {$ref: '#/$defs/t'}, b: {multipleOf: 0.1}}}}, $ref: '#/$defs/t'}"),
            Inputs.schema(
                    "{properties: {a: {enum: [1, 2]}, b: {const: 'x', default: 'x'}}, unevaluatedProperties: {type: 'null'}}"));

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void checksAnyInput(FuzzedDataProvider data) {
        InputSchema schema = data.pickValue(SCHEMAS);
        Map<String, Object> texts = new LinkedHashMap<>();
        if (data.consumeBoolean()) {
            texts.put(data.pickValue(new String[] {"a", "b", "id", "list"}), data.consumeString(60));
        }
        Map<String, Object> values = Json.object(data);
        Limits.check(() -> schema.accept(texts, values, LIMIT), Failure.class);
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void readsAnySchema(FuzzedDataProvider data) {
        String[] keywords = {
            "type",
            "properties",
            "items",
            "$ref",
            "$defs",
            "pattern",
            "format",
            "minimum",
            "maxItems",
            "enum",
            "const",
            "anyOf",
            "oneOf",
            "not",
            "default",
            "required",
            "$id",
            "$anchor",
            "$dynamicRef",
            "dependentSchemas",
            "prefixItems"
        };
        Map<String, Object> schema = new LinkedHashMap<>();
        int size = data.consumeInt(0, 5);
        for (int i = 0; i < size; i++) {
            schema.put(data.pickValue(keywords), Json.value(data));
        }
        Map<String, Object> input = Json.object(data);
        Limits.check(
                () -> InputSchema.read(schema, problem -> {}).map(read -> read.accept(Map.of(), input, LIMIT)),
                Failure.class);
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void readsAnyJson(FuzzedDataProvider data) {
        byte[] json = data.consumeBoolean()
                ? data.consumeRemainingAsBytes()
                : data.consumeRemainingAsString().getBytes(StandardCharsets.UTF_8);
        Limits.check(() -> ExactJson.read(json, 1_000_000), UnreadableJsonException.class);
    }
}
