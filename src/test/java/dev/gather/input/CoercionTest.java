package dev.gather.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What texts of paths and queries become, and what is filled in. */
class CoercionTest {
    private static final String INVALID = "invalid";

    /** The table of conversions in src/doc/input.md, and more of each row. */
    static Stream<Arguments> texts() {
        return Stream.of(
                // the type is said
                Arguments.of("{ type: integer }", "5", 5),
                Arguments.of("{ type: integer }", "-5", -5),
                Arguments.of("{ type: integer }", "007", 7),
                Arguments.of("{ type: integer }", "5000000000", 5_000_000_000L),
                Arguments.of("{ type: integer }", "9223372036854775807", Long.MAX_VALUE),
                Arguments.of("{ type: integer }", "18446744073709551615", new BigInteger("18446744073709551615")),
                Arguments.of("{ type: integer }", "9".repeat(60), new BigInteger("9".repeat(60))),
                Arguments.of("{ type: integer }", "5.0", new BigDecimal("5.0")),
                Arguments.of("{ type: integer }", "1.5", INVALID),
                Arguments.of("{ type: integer }", "abc", INVALID),
                Arguments.of("{ type: integer }", "", INVALID),
                Arguments.of("{ type: integer }", " 5", INVALID),
                Arguments.of("{ type: integer }", "+5", INVALID),
                Arguments.of("{ type: integer }", "0x5", INVALID),
                Arguments.of("{ type: integer }", "٥", INVALID),
                Arguments.of("{ type: integer }", "1e999999999", INVALID),
                Arguments.of("{ type: integer }", "9".repeat(1_001), INVALID),
                Arguments.of("{ type: number }", "12.50", new BigDecimal("12.50")),
                Arguments.of("{ type: number }", "0.1", new BigDecimal("0.1")),
                Arguments.of("{ type: number }", "1e400", new BigDecimal("1e400")),
                Arguments.of("{ type: number }", "-0", 0),
                Arguments.of("{ type: number }", "NaN", INVALID),
                Arguments.of("{ type: number }", ".5", INVALID),
                Arguments.of("{ type: boolean }", "true", true),
                Arguments.of("{ type: boolean }", "false", false),
                Arguments.of("{ type: boolean }", "True", INVALID),
                Arguments.of("{ type: boolean }", "1", INVALID),
                Arguments.of("{ type: string }", "5", "5"),
                Arguments.of("{ type: 'null' }", "null", INVALID),
                Arguments.of("{ type: object }", "{}", INVALID),
                // it is not said: the text stays
                Arguments.of("{}", "5", "5"),
                Arguments.of("{ minimum: 1, maximum: 100 }", "999", "999"),
                // several types: a text first
                Arguments.of("{ type: [integer, string] }", "5", "5"),
                Arguments.of("{ type: [integer, 'null'] }", "5", 5),
                Arguments.of("{ type: [integer, boolean] }", "true", true),
                // enum and const say the type
                Arguments.of("{ enum: [1, 2] }", "2", 2),
                Arguments.of("{ enum: [1, 2] }", "3", INVALID),
                Arguments.of("{ enum: [1, all] }", "1", 1),
                Arguments.of("{ enum: [1, all] }", "all", "all"),
                Arguments.of("{ const: true }", "true", true),
                Arguments.of("{ const: '1' }", "1", "1"),
                // references and combinations
                Arguments.of("{ $ref: '#/$defs/integer' }", "5", 5),
                Arguments.of("{ $dynamicRef: '#dynamic' }", "5", 5),
                Arguments.of("{ anyOf: [{ type: integer }, { const: all }] }", "5", 5),
                Arguments.of("{ anyOf: [{ type: integer }, { const: all }] }", "all", "all"),
                Arguments.of("{ anyOf: [{ type: integer }, { const: all }] }", "some", INVALID),
                Arguments.of("{ oneOf: [{ type: integer, maximum: 5 }, { type: boolean }] }", "5", 5),
                Arguments.of("{ oneOf: [{ type: integer, maximum: 5 }, { type: boolean }] }", "6", INVALID),
                Arguments.of("{ allOf: [{ type: integer }, { minimum: 1 }] }", "5", 5),
                Arguments.of("{ allOf: [{ type: number }, { type: [integer, string] }] }", "5", 5),
                Arguments.of(
                        "{ if: { minimum: 1 }, then: { type: integer }, else: { type: boolean } }", "true", INVALID),
                // lists
                Arguments.of("{ type: array }", "a", List.of("a")),
                Arguments.of("{ type: array }", List.of("1", "2"), List.of("1", "2")),
                Arguments.of("{ type: array, items: { type: integer } }", "1", List.of(1)),
                Arguments.of("{ type: array, items: { type: integer } }", List.of("1", "2"), List.of(1, 2)),
                Arguments.of("{ type: array, items: { $ref: '#/$defs/integer' } }", List.of("1"), List.of(1)),
                Arguments.of("{ type: array, items: { enum: [1, a] } }", List.of("1", "a"), List.of(1, "a")),
                Arguments.of(
                        "{ type: array, prefixItems: [{ type: integer }], items: { type: boolean } }",
                        List.of("1", "true"),
                        List.of(1, true)),
                Arguments.of("{ $ref: '#/$defs/integers' }", List.of("1", "2"), List.of(1, 2)),
                Arguments.of("{ anyOf: [{ type: integer }, { type: array, items: { type: integer } }] }", "1", 1),
                Arguments.of(
                        "{ anyOf: [{ type: integer }, { type: array, items: { type: integer } }] }",
                        List.of("1", "2"),
                        List.of(1, 2)),
                Arguments.of("{ type: [string, array] }", "a", "a"),
                Arguments.of("{ type: [string, array] }", List.of("a", "b"), List.of("a", "b")),
                Arguments.of("{ $ref: '#/$defs/lists' }", "1", INVALID),
                Arguments.of("{ $ref: '#/$defs/lists' }", List.of("1", "2"), INVALID),
                Arguments.of("{ $ref: '#/$defs/tree' }", List.of("1", "2"), List.of(1, 2)),
                Arguments.of("{ type: integer }", List.of("1", "2"), INVALID));
    }

    private static final String DEFINITIONS = """

            $defs:
              integer: { type: integer }
              lists: { type: array, items: { $ref: '#/$defs/lists' } }
              tree: { type: array, items: { anyOf: [{ type: integer }, { $ref: '#/$defs/tree' }] } }
              integers: { type: array, items: { type: integer } }
              dynamic: { $dynamicAnchor: dynamic, type: integer }
            """;

    private static Object outcome(InputSchema schema, Object texts) {
        try {
            return Inputs.accept(schema, Map.of("v", texts)).get("v");
        } catch (Failure e) {
            return INVALID;
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void makesOfATextWhatTheSchemaSays(String schema, Object texts, Object expected) {
        assertEquals(expected, outcome(Inputs.schema("properties: { v: " + schema + " }" + DEFINITIONS), texts));
    }

    @Test
    void warnsWhereNumbersAreBoundWithoutAType() {
        InputSchema schema = Inputs.schema("""
                properties:
                  a: { minimum: 1, maximum: 100 }
                  b: { type: integer, minimum: 1 }
                  c: { $ref: '#/$defs/number', multipleOf: 2 }
                  d: { properties: { e: { exclusiveMinimum: 0 } } }
                $defs: { number: { type: [number, 'null'] } }
                """);

        assertEquals(
                List.of("/properties/a", "/properties/d/properties/e"),
                schema.warnings().stream().map(Violation::pointer).toList());
    }

    /** The same where the property is not among the root's own {@code properties}. */
    static Stream<Arguments> roots() {
        return Stream.of(
                Arguments.of("{ patternProperties: { '^v': { type: integer } } }", 5),
                Arguments.of("{ additionalProperties: { type: integer } }", 5),
                Arguments.of("{ $ref: '#/$defs/root', $defs: { root: { properties: { v: { type: integer } } } } }", 5),
                Arguments.of(
                        "{ allOf: [{ properties: { v: { type: integer } } }, { properties: { v: { minimum: 1 } } }] }",
                        5),
                Arguments.of("{ oneOf: [{ properties: { v: { type: integer } } }] }", 5),
                Arguments.of(
                        "{ anyOf: [{ properties: { v: { type: integer } } }, { properties: { v: { type: string } } }] }",
                        "5"),
                Arguments.of("{ dependentSchemas: { v: { properties: { v: { type: integer } } } } }", 5),
                Arguments.of("{ dependentSchemas: { w: { properties: { v: { type: integer } } } } }", "5"),
                Arguments.of(
                        "{ if: { required: [w] }, then: true, else: { properties: { v: { type: integer } } } }",
                        INVALID));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void findsThePropertyWhereverTheSchemaHasIt(String schema, Object expected) {
        assertEquals(expected, outcome(Inputs.schema(schema), "5"));
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                Arguments.of("properties: { a: { default: 5 } }", "{}", "{ a: 5 }"),
                Arguments.of("properties: { a: { default: 5 } }", "{ a: null }", "{ a: null }"),
                Arguments.of("properties: { a: { default: null } }", "{}", "{ a: null }"),
                Arguments.of(
                        "{ properties: { a: { $ref: '#/$defs/d' } }, $defs: { d: { default: 1 } } }", "{}", "{ a: 1 }"),
                Arguments.of(
                        "{ properties: { a: { $ref: '#/$defs/d', default: 5 } }, $defs: { d: { default: 1 } } }",
                        "{}",
                        "{ a: 5 }"),
                Arguments.of("properties: { a: { allOf: [{ default: 5 }] } }", "{}", "{ a: 5 }"),
                Arguments.of("allOf: [{ properties: { a: { default: 5 } } }]", "{}", "{ a: 5 }"),
                Arguments.of("anyOf: [{ properties: { a: { default: 5 } } }]", "{}", "{}"),
                Arguments.of(
                        "properties: { a: { properties: { b: { default: 5 } } } }", "{ a: {} }", "{ a: { b: 5 } }"),
                Arguments.of("properties: { a: { properties: { b: { default: 5 } } } }", "{}", "{}"),
                Arguments.of(
                        "properties: { a: { items: { properties: { b: { default: 5 } } } } }",
                        "{ a: [{}, 1] }",
                        "{ a: [{ b: 5 }, 1] }"),
                Arguments.of(
                        "{ additionalProperties: { $ref: '#' }, properties: { a: { default: {} } } }",
                        "{ x: {} }",
                        "{ x: { a: {} }, a: {} }"));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void fillsInDefaults(String schema, String input, String expected) {
        InputSchema read = Inputs.schema(schema);

        assertEquals(Inputs.map(expected), read.accept(Map.of(), Inputs.map(input), Duration.ofSeconds(10)));
    }

    @Test
    void givesEachRequestDefaultsOfItsOwn() {
        InputSchema schema = Inputs.schema("properties: { a: { default: [{ b: [] }] } }");
        Map<String, Object> first = Inputs.accept(schema, Map.of());

        ((List<?>) first.get("a")).clear();

        assertEquals(Inputs.map("a: [{ b: [] }]"), Inputs.accept(schema, Map.of()));
        assertNotSame(first.get("a"), Inputs.accept(schema, Map.of()).get("a"));
    }

    @Test
    void changesNothingThatTheCallerGave() {
        Map<String, Object> given = new LinkedHashMap<>(Map.of("list", Arrays.asList(1, null)));
        InputSchema schema = Inputs.schema("properties: { a: { default: 1 } }");

        var unused = schema.accept(Map.of("t", "x"), given, Duration.ofSeconds(10));

        assertEquals(Map.of("list", Arrays.asList(1, null)), given);
    }
}
