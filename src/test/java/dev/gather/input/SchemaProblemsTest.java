package dev.gather.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gather.failure.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a schema from being loaded, and what does not. */
class SchemaProblemsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    static Stream<Arguments> problems() {
        String types =
                "it has to be one of [\"array\",\"boolean\",\"integer\",\"null\",\"number\",\"object\",\"string\"]";
        String loop = "it refers to itself without going deeper into the value";
        return Stream.of(
                Arguments.of(
                        "properties: { a: { type: integr } }",
                        "/properties/a/type " + types + ", did you mean integer?"),
                Arguments.of("properties: { a: { type: [string, whole] } }", "/properties/a/type/1 " + types),
                Arguments.of(
                        "properties: { a: 1 }", "/properties/a a schema is of type object or boolean, not integer"),
                Arguments.of("properties: [a]", "/properties it has to be of type object, not array"),
                Arguments.of("required: a", "/required it has to be a list of texts that differ from each other"),
                Arguments.of("maxItems: -1", "/maxItems it has to be a whole number that is not negative"),
                Arguments.of("maxItems: 2.5", "/maxItems it has to be a whole number that is not negative"),
                Arguments.of("minimum: '1'", "/minimum it has to be of type number, not string"),
                Arguments.of("multipleOf: 0", "/multipleOf it has to be more than 0"),
                Arguments.of("anyOf: []", "/anyOf it has to have at least 1 element"),
                Arguments.of("enum: 1", "/enum it has to be of type array, not integer"),
                Arguments.of("uniqueItems: 1", "/uniqueItems it has to be of type boolean, not integer"),
                Arguments.of(
                        "properties: { a: { pattern: '(' } }",
                        "/properties/a/pattern not a regular expression: a ( is not closed, at character 2"),
                Arguments.of(
                        "patternProperties: { '[': {} }",
                        "/patternProperties/[ not a regular expression: it ends too early, at character 2"),
                Arguments.of(
                        "$schema: http://json-schema.org/draft-07/schema#",
                        "/$schema only JSON Schema 2020-12 is understood"),
                Arguments.of("$ref: '#/$defs/none'", "/$ref the reference #/$defs/none leads nowhere within it"),
                Arguments.of(
                        "$ref: 'https://example.com/x'",
                        "/$ref the reference https://example.com/x leads nowhere within it"),
                Arguments.of("$ref: '#none'", "/$ref the reference #none leads nowhere within it"),
                Arguments.of("$ref: '#/%'", "/$ref the reference #/% leads nowhere within it"),
                Arguments.of(
                        "{ $ref: '#/examples/0', examples: [a] }",
                        "/examples/0 a schema is of type object or boolean, not string"),
                Arguments.of(
                        "properties: { a: { $id: ':' } }", "/properties/a/$id the identity : is not a URI reference"),
                Arguments.of("$ref: '#'", loop),
                Arguments.of("$dynamicRef: '#'", loop),
                Arguments.of("{ $dynamicAnchor: a, $dynamicRef: '#a' }", loop),
                Arguments.of(
                        "{ $defs: { a: { $ref: '#/$defs/b' }, b: { anyOf: [{ $ref: '#/$defs/a' }] } } }",
                        "/$defs/a " + loop),
                Arguments.of("properties: { a: { not: { $ref: '#/properties/a' } } }", "/properties/a " + loop),
                Arguments.of(
                        "properties: { a: { default: 5, maximum: 3 } }",
                        "/properties/a/default the default breaks its own schema: it has to be at most 3"),
                Arguments.of(
                        "properties: { a: { $ref: '#/$defs/b', default: x } }\n$defs: { b: { type: integer } }",
                        "/properties/a/default the default breaks its own schema: it has to be of type integer, not string"),
                Arguments.of(
                        "properties: { a: { default: [1, x], items: { type: integer } } }",
                        "/properties/a/default/1 the default breaks its own schema: it has to be of type integer, not string"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void areToldAtTheirPlace(String schema, String expected) {
        assertEquals(expected, Inputs.problems(schema));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ maxItems: 2.0 }",
                "{ minLength: 1e1 }",
                "{ maxItems: 99999999999999999999 }",
                "{ $ref: '#/examples/0', examples: [{ minProperties: 0 }] }",
                "{ $ref: '#/$defs/a%20b', $defs: { a b: {} } }",
                "{ $ref: '#/$defs/a~1b~0c', $defs: { a/b~c: {} } }",
                "{ $ref: '#here', $defs: { a: { $anchor: here } } }",
                "{ $ref: other.json, $defs: { a: { $id: other.json } } }",
                "{ $ref: 'urn:x:y#/$defs/b', $defs: { a: { $id: 'urn:x:y', $defs: { b: {} } } } }",
                "{ $dynamicRef: '#node', $defs: { a: { $dynamicAnchor: node } } }",
                "{ $ref: '#/definitions/a', definitions: { a: true } }",
                "{ properties: { a: { $ref: '#' } } }",
                "{ items: { $dynamicRef: '#' } }",
                "{ enum: [{ $ref: nowhere }] }",
                "{ 'x-extra': 1, unknown: { $ref: nowhere } }",
                "{ properties: { $ref: { type: string } } }",
                "{ $schema: 'https://json-schema.org/draft/2020-12/schema' }"
            })
    void areNoneWhereTheSchemaCanBeUsed(String schema) {
        assertEquals("", Inputs.problems(schema));
    }

    @Test
    void areFoundSoonInAChainOfReferences() {
        assertEquals(
                "/$defs/d0 it refers to itself without going deeper into the value",
                assertTimeout(SOON, () -> problemsOfAChain(Map.of("$ref", "#/$defs/d0"))));
        assertEquals(
                "/$defs/d100 more than 100 schemas are applied to one value in a row",
                assertTimeout(SOON, () -> problemsOfAChain(true)));
    }

    /** 4,000 definitions, each referring to the next one. */
    private static String problemsOfAChain(Object last) {
        Map<String, Object> definitions = new HashMap<>();
        IntStream.range(0, 4_000).forEach(i -> definitions.put("d" + i, Map.of("$ref", "#/$defs/d" + (i + 1))));
        definitions.put("d4000", last);
        List<Violation> problems = new ArrayList<>();
        var unused = InputSchema.read(Map.of("$defs", definitions), problems::add);
        return problems.get(0).pointer() + " " + problems.get(0).message();
    }
}
