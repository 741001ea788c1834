package dev.gather.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each keyword says of a value, {@code v}. */
class KeywordsTest {
    private static Arguments refused(String schema, String value, String violations) {
        return Arguments.of(schema, value, violations);
    }

    private static Arguments accepted(String schema, String value) {
        return Arguments.of(schema, value, "");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                refused("{ type: integer }", "a", "/v it has to be of type integer, not string"),
                refused("{ type: integer }", "1.5", "/v it has to be of type integer, not number"),
                accepted("{ type: integer }", "1.0"),
                accepted("{ type: integer }", "1e2"),
                accepted("{ type: integer }", "123456789012345678901234567890"),
                refused("{ type: [integer, 'null'] }", "a", "/v it has to be of type integer or null, not string"),
                refused("{ type: number }", "null", "/v it has to be of type number, not null"),
                refused("{ type: object }", "[1]", "/v it has to be of type object, not array"),
                refused("{ enum: [a, 1, null] }", "2", "/v it has to be one of [\"a\",1,null]"),
                accepted("{ enum: [1.0, { a: [1] }] }", "{ a: [1.0] }"),
                accepted("{ enum: [1.0] }", "1"),
                refused("{ const: { a: 1 } }", "{ a: 2 }", "/v it has to be {\"a\":1}"),
                refused("{ const: false }", "0", "/v it has to be false"),
                refused("{ minimum: 1 }", "0.999", "/v it has to be at least 1"),
                refused("{ exclusiveMinimum: 1 }", "1.0", "/v it has to be more than 1"),
                refused(
                        "{ maximum: 9007199254740992 }",
                        "9007199254740993",
                        "/v it has to be at most 9007199254740992"),
                refused(
                        "{ exclusiveMaximum: 18446744073709551615 }",
                        "18446744073709551615",
                        "/v it has to be less than 18446744073709551615"),
                accepted("{ multipleOf: 0.01 }", "4.35"),
                refused("{ multipleOf: 0.01 }", "4.355", "/v it has to be a multiple of 0.01"),
                refused("{ multipleOf: 0.0000001 }", "0.00000015", "/v it has to be a multiple of 1E-7"),
                accepted("{ multipleOf: 3 }", "-9"),
                accepted("{ multipleOf: 2.5 }", "100"),
                refused(
                        "{ multipleOf: 9007199254740993 }",
                        "9007199254740992",
                        "/v it has to be a multiple of 9007199254740993"),
                accepted("{ maxLength: 2 }", "😀😀"),
                refused("{ maxLength: 1 }", "😀😀", "/v it has to have at most 1 character"),
                refused("{ minLength: 3 }", "😀😀", "/v it has to have at least 3 characters"),
                refused("{ pattern: '^[a-z]+$' }", "\"abc\\n\"", "/v it does not match the pattern ^[a-z]+$"),
                refused("{ maxLength: 2, pattern: '^b' }", "aaa", "/v it has to have at most 2 characters"),
                refused("{ format: uuid }", "urn:uuid:x", "/v it has to be of format uuid"),
                refused("{ maxItems: 1, items: false }", "[1, 2]", "/v it has to have at most 1 element"),
                refused("{ minItems: 1 }", "[]", "/v it has to have at least 1 element"),
                refused(
                        "{ uniqueItems: true }",
                        "[{ a: 1, b: 2 }, { b: 2.0, a: 1 }]",
                        "/v its elements have to differ from each other"),
                accepted("{ uniqueItems: true }", "[1, true, '1', [1], { a: 1 }, null, false, 0]"),
                refused(
                        "{ prefixItems: [{ type: integer }], items: false }",
                        "[a, b]",
                        "/v/0 it has to be of type integer, not string; /v/1 the schema does not know this element"),
                refused(
                        "{ contains: { const: 1 } }",
                        "[2]",
                        "/v at least 1 element has to match the schema of contains"),
                accepted("{ contains: { const: 1 }, minContains: 0 }", "[2]"),
                refused(
                        "{ contains: { const: 1 }, maxContains: 1 }",
                        "[1, 1]",
                        "/v at most 1 element has to match the schema of contains"),
                refused(
                        "{ required: [a, 'b\"'] }",
                        "{}",
                        "/v the property \"a\" is missing; /v the property \"b\\\"\" is missing"),
                refused("{ dependentRequired: { a: [b] } }", "{ a: 1 }", "/v the property \"b\" is missing"),
                refused(
                        "{ dependencies: { a: [b], c: { required: [d] } } }",
                        "{ a: 1, c: 1 }",
                        "/v the property \"b\" is missing; /v the property \"d\" is missing"),
                refused(
                        "{ dependentSchemas: { a: { maxProperties: 1 } } }",
                        "{ a: 1, b: 2 }",
                        "/v it has to have at most 1 property"),
                refused("{ minProperties: 2 }", "{ a: 1 }", "/v it has to have at least 2 properties"),
                refused(
                        "{ propertyNames: { maxLength: 2 } }",
                        "{ abc: 1 }",
                        "/v/abc the schema does not allow this name of a property"),
                refused(
                        "{ properties: { 'a/b~c d': { type: integer } } }",
                        "{ 'a/b~c d': x }",
                        "/v/a~1b~0c d it has to be of type integer, not string"),
                refused(
                        "{ patternProperties: { '^n': { type: integer } }, additionalProperties: false }",
                        "{ n1: x, m: 1 }",
                        "/v/n1 it has to be of type integer, not string; /v/m the schema does not know this property"),
                refused(
                        "{ additionalProperties: { type: integer } }",
                        "{ a: x }",
                        "/v/a it has to be of type integer, not string"),
                refused(
                        "{ unevaluatedProperties: false, allOf: [{ properties: { a: true } }] }",
                        "{ a: 1, b: 2 }",
                        "/v/b the schema does not know this property"),
                refused(
                        "{ unevaluatedProperties: false, properties: { a: { type: integer } } }",
                        "{ a: x }",
                        "/v/a it has to be of type integer, not string"),
                refused(
                        "{ unevaluatedItems: false, prefixItems: [true] }",
                        "[1, 2]",
                        "/v/1 the schema does not know this element"),
                refused("false", "1", "/v the schema does not allow this"),
                refused("{ not: { type: string } }", "a", "/v it matches what the schema excludes by not"),
                refused(
                        "{ if: { type: string }, then: { minLength: 2 }, else: { minimum: 5 } }",
                        "1",
                        "/v it has to be at least 5"),
                refused(
                        "{ anyOf: [{ type: integer, minimum: 5 }, { type: string }] }",
                        "1",
                        "/v it has to be at least 5"),
                refused(
                        "{ anyOf: [{ type: integer }, { type: string }] }",
                        "true",
                        "/v it has to be of type integer or string, not boolean"),
                refused(
                        "{ anyOf: [{ minimum: 5 }, { maximum: 1 }] }",
                        "3",
                        "/v it does not match any of the alternatives"),
                refused(
                        "{ oneOf: [{ minimum: 1 }, { maximum: 5 }] }",
                        "3",
                        "/v it matches more than one of the alternatives"),
                refused(
                        "{ allOf: [{ minimum: 5 }, { multipleOf: 2 }] }",
                        "3",
                        "/v it has to be at least 5; /v it has to be a multiple of 2"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void reportViolations(String schema, String value, String expected) {
        Object parsed = Inputs.map("{ v: " + value + " }").get("v");

        assertEquals(expected, Inputs.violations(Inputs.schemaOfV(schema), singleton(parsed)));
    }

    private static Map<String, Object> singleton(Object value) {
        Map<String, Object> input = new HashMap<>();
        input.put("v", value);
        return input;
    }
}
