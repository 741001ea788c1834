package dev.gather.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Variables;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void writesNumbersWithoutAnExponentAsLongAsTheyCanBeWrittenOut() {
        List<Number> numbers = List.of(
                1,
                1L,
                1.0,
                1.5,
                1e15,
                1.5e-7,
                new BigDecimal("1E+3"),
                new BigDecimal("12.50"),
                new BigInteger("18446744073709551615"),
                new BigDecimal("1e999999999"),
                new BigDecimal("-1e-999999999"));

        assertEquals(
                List.of(
                        "1",
                        "1",
                        "1",
                        "1.5",
                        "1000000000000000",
                        "0.00000015",
                        "1000",
                        "12.50",
                        "18446744073709551615",
                        "1E+999999999",
                        "-1E-999999999"),
                numbers.stream().map(Values::text).toList());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void writesNothingForWhatIsNoNumber(double value) {
        EvaluationException thrown = assertThrows(EvaluationException.class, () -> Values.text(value));

        assertEquals("JSONata error D1001: a number is out of the range of arithmetic", thrown.getMessage());
    }

    @Test
    void hasOneFormForEqualNumbers() {
        List<List<Object>> equal = List.of(
                List.of(1, 1L, 1.0, BigInteger.ONE, new BigDecimal("1.00"), (short) 1),
                List.of(1.5, new BigDecimal("1.50")),
                List.of(5_000_000_000_000_000_000L, new BigInteger("5000000000000000000"), new BigDecimal("5e18")),
                List.of(1e30, new BigDecimal("1E+30"), BigInteger.TEN.pow(30)),
                List.of(new BigDecimal("1e999999999"), new BigDecimal("10e999999998")));

        for (List<Object> numbers : equal) {
            assertEquals(1, numbers.stream().map(Values::canonical).distinct().count(), numbers.toString());
        }
    }

    @Test
    void leavesWhatIsNoNumberAsItIs() {
        assertEquals("1", Values.canonical("1"));
        assertEquals(List.of(), Values.list(null));
        assertEquals(Arrays.asList((Object) null), Values.list(Arrays.asList((Object) null)));
    }

    @Test
    void changesTheCaseOfLongTextsAsOfShortOnes() throws ExpressionSyntaxException {
        String words = "Straße ΟΔΥΣΣΕΥΣ 😀 ŉ ";
        for (int length : new int[] {1, 40, 400}) {
            String text = words.repeat(length);
            Variables variables =
                    Variables.within(() -> java.time.Duration.ofSeconds(5)).with("t", text);
            assertEquals(
                    text.toUpperCase(java.util.Locale.ROOT),
                    Expression.parse("$uppercase($t)").evaluate(variables));
            assertEquals(
                    text.toLowerCase(java.util.Locale.ROOT),
                    Expression.parse("$lowercase($t)").evaluate(variables));
        }
        String letters = "😀".repeat(3_001);
        Variables variables =
                Variables.within(() -> java.time.Duration.ofSeconds(5)).with("t", letters);
        assertEquals(letters, Expression.parse("$uppercase($t)").evaluate(variables));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$formatInteger(3000000000, 'A')",
                "$formatInteger(1e15, 'a')",
                "$formatInteger(4000000000, 'I')",
                "$formatInteger(1000000000, 'i')",
                "$parseInteger('zzzzzzzz', 'a')"
            })
    void refusesNumbersThatAPictureHasNoFormFor(String text) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> java.time.Duration.ofSeconds(5));
        Expression expression = Expression.parse(text);
        EvaluationException failure = assertThrows(EvaluationException.class, () -> expression.evaluate(variables));
        assertEquals(true, failure.getMessage().contains("too large"), failure.getMessage());
    }
}
