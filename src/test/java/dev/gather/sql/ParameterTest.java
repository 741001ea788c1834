package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** In which form a value is bound: as a whole number, a double, or a decimal with all its digits. */
class ParameterTest {
    private static Stream<Arguments> scalars() {
        return Stream.of(
                Arguments.of("null", null, "n", null),
                Arguments.of("true", true, "i", 1L),
                Arguments.of("false", false, "i", 0L),
                Arguments.of("an integer", 7, "i", 7L),
                Arguments.of("a long", Long.MIN_VALUE, "i", Long.MIN_VALUE),
                Arguments.of("a whole double", 7.0, "i", 7L),
                Arguments.of("minus zero", -0.0, "i", 0L),
                Arguments.of("a double", 0.5, "f", 0.5),
                Arguments.of("a double beyond exact integers", 0x1p53, "f", 0x1p53),
                Arguments.of("a float", 0.5f, "f", 0.5),
                Arguments.of("a text", "7", "s", "7"),
                Arguments.of("an empty text", "", "s", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scalars")
    void bindsAScalar(String unusedName, Object value, String type, Object bound) {
        assertEquals(new Parameter("?", bound, type), Parameter.of(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9223372036854775807  | i |    | 9223372036854775807",
                "7.00                 | i |    | 7",
                "7e2                  | i |    | 700",
                "9223372036854775808  | s | 0  | 9223372036854775808",
                "1e30                 | s | 0  | 1000000000000000000000000000000",
                "1.50                 | s | 2  | 1.50",
                "-0.000000000000000000000000000001 | s | 30 | -0.000000000000000000000000000001",
                "1.5000000000000000000000000000000000 | s | 30 | 1.500000000000000000000000000000",
                "12345678901234567890123456789012345.5 | s | 1 | 12345678901234567890123456789012345.5"
            })
    void bindsADecimalWithAllItsDigits(BigDecimal value, String type, Integer scale, String text) {
        Parameter parameter = Parameter.of(value);

        assertEquals(type, parameter.type());
        assertEquals(text, parameter.value().toString());
        assertEquals(scale == null ? "?" : "CAST(? AS DECIMAL(65," + scale + "))", parameter.placeholder());
    }

    @Test
    void bindsABigIntegerLikeADecimal() {
        assertEquals(
                new Parameter("CAST(? AS DECIMAL(65,0))", "18446744073709551616", "s"),
                Parameter.of(BigInteger.TWO.pow(64)));
    }

    @ParameterizedTest
    @CsvSource({
        "1e65",
        "1e999999999",
        "1e-31",
        "1e-999999999",
        "0.1234567890123456789012345678901",
        "123456789012345678901234567890123456.123456789012345678901234567891"
    })
    void refusesADecimalThatMySqlDoesNotHave(BigDecimal value) {
        Failure failure = assertThrows(Failure.class, () -> Parameter.of(value));

        assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void refusesADoubleThatIsNoNumber(double value) {
        Failure failure = assertThrows(Failure.class, () -> Parameter.of(value));

        assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
    }
}
