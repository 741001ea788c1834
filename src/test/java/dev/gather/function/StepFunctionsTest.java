package dev.gather.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Variables;
import dev.gather.json.ExactJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepFunctionsTest {
    private static final Variables VALUES = Variables.within(() -> Duration.ofSeconds(5))
            .with(Map.of(
                    "nulls",
                    Arrays.asList(null, 1, null),
                    "exact",
                    "{\"id\": 12345678901234567890, \"price\": 12.50, \"none\": null}",
                    "deep",
                    "[".repeat(990) + "]".repeat(990),
                    "wide",
                    "[" + "1,".repeat(4_000_000) + "1]"));

    private static Object evaluate(String text) throws ExpressionSyntaxException {
        return Expression.parse(text).evaluate(VALUES);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$partition([1, 2, 3, 4], 2) | [[1,2],[3,4]]",
                "$partition([1, 2, 3], 2) | [[1,2],[3]]",
                "$partition([1, 2], 2) | [[1,2]]",
                "$partition([1, 2], 1e9) | [[1,2]]",
                "$partition([1, 2, 3], 2.9) | [[1,2],[3]]",
                "$partition([], 2) | []",
                "$partition(1, 2) | [[1]]",
                "$partition($nulls, 2) | [[null,1],[null]]",
                "$partition([1..5], 2) | [[1,2],[3,4],[5]]",
                "$partition($nothing, 2) | null",
                "$range(0, 10, 2) | [0,2,4,6,8,10]",
                "$range(0, 9, 2) | [0,2,4,6,8]",
                "$range(3, 1, -1) | [3,2,1]",
                "$range(1, 1, 1) | [1]",
                "$range(2, 1, 1) | []",
                "$range(1, 2, -1) | []",
                "$range(1.9, 3.9, 1.5) | [1,2,3]",
                "$range(-3, 0, 3) | [-3,0]",
                "$range(9007199254740993, 9007199254740995, 2) | [9007199254740993,9007199254740995]",
                "$range($nothing, 1, 1) | null",
                "$count($range(1, 100000, 1)) | 100000",
                "$hash('Gather', 'MD5') | \"ad22c799930d644e8468fe44c0312d53\"",
                "$hash('', 'SHA-1') | \"da39a3ee5e6b4b0d3255bfef95601890afd80709\"",
                "$hash('abc', 'SHA-256') | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "$length($hash('abc', 'SHA-384')) | 96",
                "$length($hash('abc', 'SHA-512')) | 128",
                "$hash('é', 'MD5') | \"66ddcd97cfdeabb2f6fb8a999b4bc76f\"",
                "$hash($nothing, 'MD5') | null",
                "$random(7) = $random(7) | true",
                "$random(7) = $random(8) | false",
                "$random(7) >= 0 and $random(7) < 1 | true",
                "$abs($random(1) - $random(2)) > 0.01 | true",
                "$random() = $random() | false",
                "$uuid() = $uuid() | false",
                "$parse('[1, \"a\", {\"b\": null}]') | [1,\"a\",{\"b\":null}]",
                "$parse('null') | null",
                "$type($parse('null')) | \"null\"",
                "$parse(' 12.50 ') | 12.50",
                "$parse($exact) | {\"id\":12345678901234567890,\"price\":12.50,\"none\":null}",
                "$parse($exact).id | 12345678901234567890",
                "$parse($string({'a': [1]})).a | [1]",
                "$parse($nothing) | null",
                "['[1]', '[2]'] ~> $map($parse) | [[1],[2]]",
            })
    void haveTheValuesThatStepFunctionsGivesThem(String text, String json) throws Exception {
        assertEquals(json, ExactJson.text(evaluate(text)));
    }

    @ParameterizedTest(name = "{0} fails")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$partition([1], 0) | JSONata error T0410 in $partition at character 11: argument 2 has to be 1 or more",
                "$partition([1], -1) | JSONata error T0410 in $partition",
                "$partition([1], 'a') | JSONata error T0410 in $partition",
                "$partition([1]) | JSONata error T0410 in $partition at character 11: argument 2 is missing",
                "$partition([1..2000000], 1) | a list or an object has more than 1000000 elements",
                "$partition([1..9999999], 3000000) | ",
                "$range(1, 2, 0) | JSONata error T0410 in $range at character 7: argument 3 has to be another number",
                "$range(1, 2) | JSONata error T0410 in $range at character 7: argument 3 is missing",
                "$range(1, 1e300, 1) | JSONata error D1001 in $range",
                "$range(1, 1e15, 1) | a list or an object has more than 1000000 elements",
                "$range(-1e18, 1e18, 1) | a list or an object has more than 1000000 elements",
                "$hash('a', 'SHA-3') | JSONata error T0410 in $hash at character 6: argument 2 has to be MD5, SHA-1",
                "$hash('a') | JSONata error T0410 in $hash",
                "$hash(1, 'MD5') | JSONata error T0410 in $hash",
                "$hash('\\ud83d', 'MD5') | JSONata error D3140 in $hash",
                "$random('a') | JSONata error T0410 in $random",
                "$uuid(1) | JSONata error T0410 in $uuid",
                "$parse('{') | JSONata error D3120 in $parse at character 7: the string is not JSON",
                "$parse('1 2') | JSONata error D3120 in $parse",
                "$parse('') | JSONata error D3120 in $parse",
                "$parse('1e9999') | JSONata error D3120 in $parse at character 7: the string has a number of more than",
                "$parse('\"\\\\ud83d\"') | JSONata error D3120 in $parse at character 7: the string has a text with half",
                "$parse({'a': 1}) | JSONata error T0410 in $parse",
                "$parse($deep) | it nests too deeply",
            })
    void sayWhatTheyCannotTake(String text, String message) {
        EvaluationException thrown = assertThrows(EvaluationException.class, () -> evaluate(text));

        assertTrue(
                thrown.getMessage().startsWith(message == null ? "it makes more than" : message), thrown.getMessage());
    }

    @Test
    void parseNoMoreThanAnEvaluationMayMake() {
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThrows(EvaluationException.class, () -> evaluate("[$parse($wide), $parse($wide)]")));
    }

    @Test
    void keepEveryDigitOfParsedNumbers() throws ExpressionSyntaxException {
        Map<?, ?> parsed = (Map<?, ?>) evaluate("$parse($exact)");

        assertEquals(new BigInteger("12345678901234567890"), parsed.get("id"));
        assertEquals(new BigDecimal("12.50"), parsed.get("price"));
    }

    @Test
    void makeRandomIdentifiersOfVersionFour() throws ExpressionSyntaxException {
        UUID first = UUID.fromString((String) evaluate("$uuid()"));
        List<?> more = (List<?>) evaluate("[1..10].$uuid()");

        assertEquals(4, first.version());
        assertEquals(10, more.stream().distinct().count());
        assertNotEquals(first.toString(), more.get(0));
    }
}
