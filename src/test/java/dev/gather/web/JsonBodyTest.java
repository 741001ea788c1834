package dev.gather.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON through the doors, digit by digit. */
class JsonBodyTest {
    private static Object number(String json) {
        return JsonBody.readObject(("{\"n\": " + json + "}").getBytes(UTF_8), "the event")
                .get("n");
    }

    private static String written(Object value) {
        return new String(JsonBody.write(value), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "18446744073709551615",
                "9007199254740993",
                "12345678901234567890.0000000002",
                "0.1",
                "1.50",
                "-0.0000001",
                "123456789012345678901234567890123456789012345678901234567890"
            })
    void keepsEveryDigit(String number) {
        assertEquals(number, written(number(number)));
    }

    @Test
    void writesDecimalsPlainlyAndNoLongTextForAShortNumber() {
        assertEquals("12000", written(new BigDecimal("1.2E+4")));
        assertEquals("0.00000001", written(new BigDecimal("1E-8")));
        assertEquals("1E+999999999", written(new BigDecimal("1E+999999999")));
        assertEquals("1E-999999999", written(new BigDecimal("1E-999999999")));
        assertEquals("340282366920938463463374607431768211456", written(BigInteger.TWO.pow(128)));
    }

    @Test
    @SuppressWarnings("FloatingPointLiteralPrecision") // no double is exactly 2e23
    void writesDoublesAsShortAsTheyCanBe() {
        assertEquals("0.002", written(0.002));
        assertEquals("2.2250738585072014E-308", written(Double.MIN_NORMAL));
        assertEquals("2.0E23", written(2e23));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1E+1001", "1e-999999999", "[{\"a\": 1e5000}]"})
    void refusesNumbersThatAreLongWorkForWhoeverCountsWithThem(String number) {
        assertThrows(Failure.class, () -> number(number));
    }

    @Test
    void keepsWhatDoublesCannotHold() {
        assertEquals(Map.of("n", new BigDecimal("1E+400")).get("n"), number("1e400"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83db", "\ude00\ud83d"})
    void writesHalvesOfCharactersAsEscapes(String text) {
        String expected = text.chars()
                .mapToObj(c -> Character.isSurrogate((char) c) ? String.format("\\u%04X", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "{\"é\":\"", "\"}"));

        assertEquals(expected, written(Map.of("é", text)));
    }
}
