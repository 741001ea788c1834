package dev.gather.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(1, "1"),
                Arguments.of(1L, "1"),
                Arguments.of(1.0, "1"),
                Arguments.of(1.5, "1.5"),
                Arguments.of(1e15, "1000000000000000"),
                Arguments.of(1.5e-7, "0.00000015"),
                Arguments.of(new BigDecimal("1E+3"), "1000"),
                Arguments.of(new BigDecimal("12.50"), "12.50"),
                Arguments.of(new BigInteger("18446744073709551615"), "18446744073709551615"),
                Arguments.of(new BigDecimal("1e999999999"), "1E+999999999"),
                Arguments.of(new BigDecimal("-1e-999999999"), "-1E-999999999"),
                Arguments.of(null, ""),
                Arguments.of(true, "true"),
                Arguments.of("a\"b", "a\"b"),
                Arguments.of(Arrays.asList("a\"b", null), "[\"a\\\"b\",null]"),
                Arguments.of(Map.of("n", new BigDecimal("1E-7")), "{\"n\":0.0000001}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void writesValuesAsTheyStandInLongerTexts(Object value, String expected) {
        assertEquals(expected, Values.text(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void writesNothingForWhatIsNoNumber(double value) {
        EvaluationException thrown = assertThrows(EvaluationException.class, () -> Values.text(value));

        assertEquals("JSONata error D1001: a number is out of the range of arithmetic", thrown.getMessage());
    }

    static Stream<List<Object>> equalNumbers() {
        return Stream.of(
                List.of(1, 1L, 1.0, BigInteger.ONE, new BigDecimal("1.00"), (short) 1),
                List.of(1.5, new BigDecimal("1.50")),
                List.of(5_000_000_000_000_000_000L, new BigInteger("5000000000000000000"), new BigDecimal("5e18")),
                List.of(1e30, new BigDecimal("1E+30"), BigInteger.TEN.pow(30)),
                List.of(new BigDecimal("1e999999999"), new BigDecimal("10e999999998")));
    }

    @ParameterizedTest
    @MethodSource("equalNumbers")
    void comparesNumbersByTheirValue(List<Object> numbers) {
        for (Object number : numbers) {
            assertEquals(0, Numbers.compare((Number) numbers.get(0), (Number) number), number::toString);
        }
    }

    @Test
    void makesAListOfNothingAndOfNull() {
        assertEquals(List.of(), Values.list(null));
        assertEquals(Arrays.asList((Object) null), Values.list(Arrays.asList((Object) null)));
    }
}
