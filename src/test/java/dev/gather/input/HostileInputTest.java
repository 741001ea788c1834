package dev.gather.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that are made to hold the function up: each is decided soon, and right. The bound leaves room for a busy
 * machine: what is not linear takes minutes. */
class HostileInputTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MANY = 40_000;

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of(
                        "wrong elements, and too many",
                        "{ maxItems: 100, items: { type: integer } }",
                        Collections.nCopies(MANY, "a"),
                        "/v it has to have at most 100 elements"),
                Arguments.of("elements that differ", "{ uniqueItems: true }", numbers(), ""),
                Arguments.of(
                        "elements of which two are equal",
                        "{ uniqueItems: true }",
                        with(numbers(), new BigDecimal("7.00")),
                        "/v its elements have to differ from each other"),
                Arguments.of("texts of one hash", "{ uniqueItems: true }", textsOfOneHash(), ""),
                Arguments.of(
                        "objects whose keys have one hash",
                        "{ uniqueItems: true }",
                        textsOfOneHash().stream().map(key -> Map.of(key, 1)).toList(),
                        ""),
                Arguments.of("long texts that differ at their end", "{ uniqueItems: true }", longTexts(), ""),
                Arguments.of(
                        "a large exponent",
                        "{ multipleOf: 1e-7, type: integer, minimum: 1, enum: [1] }",
                        new BigDecimal("1E+999999999"),
                        "/v it has to be one of [1]"),
                Arguments.of(
                        "a small exponent",
                        "{ multipleOf: 0.5 }",
                        new BigDecimal("1E-999999999"),
                        "/v it has to be a multiple of 0.5"),
                Arguments.of(
                        "numbers of large exponents that differ",
                        "{ uniqueItems: true }",
                        List.of(new BigDecimal("1E+999999999"), new BigDecimal("10E+999999998"), 1),
                        "/v its elements have to differ from each other"),
                Arguments.of(
                        "many patterns for many members",
                        "{ patternProperties: { '^(.*?,){11}P': true, '^(a|b)*c$': { type: string } } }",
                        Map.of("ab".repeat(MANY) + "c", 1, "1,".repeat(MANY), 2),
                        "/v/" + "ab".repeat(500).substring(0, 997) + "… it has to be of type string, not integer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void isDecidedSoon(String name, String schema, Object value, String expected) {
        InputSchema input = Inputs.schemaOfV(schema);

        String violations = assertTimeout(SOON, () -> Inputs.violations(input, Map.of("v", value)));

        assertEquals(expected, violations);
    }

    static Stream<Arguments> texts() {
        String numbers = String.join(
                ",", IntStream.range(1, 40).mapToObj(Integer::toString).toList());
        return Stream.of(
                Arguments.of("{ pattern: '^(.*?,){11}P', maxLength: 200 }", numbers, false),
                Arguments.of("{ pattern: '^(.*?,){11}P' }", "1,".repeat(MANY), false),
                Arguments.of("{ pattern: '^(a|b)*$' }", "ab".repeat(MANY), true),
                Arguments.of("{ pattern: '^(a|b)*$' }", "ab".repeat(MANY) + "c", false),
                Arguments.of("{ pattern: '^(a+)+$' }", "a".repeat(MANY) + "!", false),
                Arguments.of("{ pattern: '^(\\w+\\s?)*$' }", "word ".repeat(MANY) + "!", false),
                Arguments.of("{ pattern: '(.*)(.*)(.*)(.*)x$' }", "a".repeat(MANY), false),
                // Look-ahead and references need an engine that goes back; where it would for too long, it is a no.
                Arguments.of("{ pattern: '^(?=(a+)+$)' }", "a".repeat(MANY) + "!", false),
                Arguments.of("{ pattern: '^(?=.*x)(a|b)*$' }", "ab".repeat(MANY), false),
                Arguments.of("{ pattern: '^(a+)+\\1$' }", "a".repeat(60) + "!", false),
                Arguments.of("{ pattern: '^(?=.*[A-Z])(?=.*\\d).{8,}$' }", "aB3" + "x".repeat(MANY), true),
                Arguments.of("{ maxLength: 10, format: idn-hostname }", "ä".repeat(1_000_000), false),
                Arguments.of("{ format: idn-hostname }", "ä.".repeat(500_000), false),
                Arguments.of("{ format: hostname }", "a-".repeat(500_000), false),
                Arguments.of("{ format: uri }", "a:" + "/%20".repeat(250_000), true),
                Arguments.of("{ format: uri }", "a://" + "a@".repeat(500_000), false),
                Arguments.of("{ format: iri-reference }", "ä/".repeat(500_000) + "<", false),
                Arguments.of("{ format: uri-template }", "{a}".repeat(300_000), true),
                Arguments.of("{ format: email }", "\"" + "\\\"".repeat(500_000) + "\"@a.b", false),
                Arguments.of("{ format: duration }", "P" + "1".repeat(1_000_000), false),
                Arguments.of("{ format: time }", "23:59:60." + "1".repeat(1_000_000) + "Z", true),
                Arguments.of("{ format: ipv6 }", ":".repeat(1_000_000), false),
                Arguments.of("{ format: regex }", "(".repeat(1_000_000), false),
                Arguments.of("{ format: regex }", "a{2}".repeat(250_000), true),
                Arguments.of("{ format: json-pointer }", "/~".repeat(500_000), false));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void decidesOnALongTextSoon(String schema, String text, boolean right) {
        InputSchema input = Inputs.schemaOfV(schema);

        String violations = assertTimeout(SOON, () -> Inputs.violations(input, Map.of("v", text)));

        assertEquals(right, violations.isEmpty(), violations.length() < 300 ? violations : "");
    }

    @Test
    void stopsAfterAHundredViolations() {
        Map<String, Object> unknown = new LinkedHashMap<>();
        IntStream.range(0, MANY).forEach(i -> unknown.put("k" + i, i));
        InputSchema closed = Inputs.schema("additionalProperties: false");
        InputSchema list = Inputs.schemaOfV("{ items: { type: integer } }");

        assertEquals(100, failure(closed, unknown, SOON).violations().size());
        assertEquals(
                100,
                failure(list, Map.of("v", Collections.nCopies(MANY, "a")), SOON)
                        .violations()
                        .size());
    }

    @Test
    void shortensLongNamesInViolations() {
        InputSchema schema = Inputs.schema("additionalProperties: { additionalProperties: { type: integer } }");
        Map<String, Object> many = new LinkedHashMap<>();
        IntStream.range(0, 1_000).forEach(i -> many.put("k" + i, "x"));

        String violations = Inputs.violations(schema, Map.of("😀".repeat(500_000), many));

        assertEquals("/" + "😀".repeat(499) + "… it has to be of type integer, not string", violations);
    }

    @Test
    void endsWithItsTimeLimit() {
        InputSchema schema = Inputs.schema("""
                properties: { v: { $ref: '#/$defs/a' } }
                $defs:
                  a:
                    minProperties: 1
                    anyOf: [{ properties: { n: { $ref: '#/$defs/a' } } }, { properties: { n: { $ref: '#/$defs/a' } } }]
                """);
        Map<String, Object> chain = nested(100);

        Failure failure = failure(schema, Map.of("v", chain), Duration.ofMillis(50));

        assertEquals("timeout: the input could not be checked in time", failure.toString());
    }

    @Test
    void endsAtOnceWhereNoTimeIsLeft() {
        InputSchema schema = Inputs.schemaOfV("{ items: { type: integer } }");

        Failure failure = failure(schema, Map.of("v", Collections.nCopies(MANY, 1)), Duration.ZERO);

        assertEquals(Failure.Code.TIMEOUT, failure.code());
    }

    @Test
    void refusesWhatNestsTooDeeplyOnASmallStack() throws InterruptedException {
        InputSchema schema = Inputs.schema("properties: { n: { allOf: [{ $ref: '#' }, { anyOf: [{ $ref: '#' }] }] } }");
        List<String> violations = new ArrayList<>();

        Thread small =
                new Thread(null, () -> violations.add(Inputs.violations(schema, nested(900))), "small", 512 * 1024);
        small.start();
        small.join(10_000);

        assertEquals(1, violations.size());
        assertTrue(violations.get(0).endsWith("it nests too deeply"), violations.get(0));
    }

    private static Failure failure(InputSchema schema, Map<String, Object> input, Duration limit) {
        return assertTimeout(SOON, () -> assertThrows(Failure.class, () -> schema.accept(Map.of(), input, limit)));
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> value = Map.of();
        for (int i = 0; i < depth; i++) {
            value = Map.of("n", value);
        }
        return value;
    }

    private static List<Object> numbers() {
        return new ArrayList<>(IntStream.range(0, MANY).boxed().toList());
    }

    private static List<Object> with(List<Object> list, Object more) {
        list.add(more);
        return list;
    }

    private static List<String> longTexts() {
        return IntStream.range(0, 1_000).mapToObj(i -> "x".repeat(1_000) + i).toList();
    }

    /** 16,384 texts, each of 14 pairs that have the same hash. */
    private static List<String> textsOfOneHash() {
        return IntStream.range(0, 1 << 14)
                .mapToObj(bits -> IntStream.range(0, 14)
                        .mapToObj(bit -> (bits >> bit & 1) == 0 ? "Aa" : "BB")
                        .reduce("", String::concat))
                .toList();
    }
}
