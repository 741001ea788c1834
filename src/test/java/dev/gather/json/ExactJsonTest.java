package dev.gather.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gather.Allocation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactJsonTest {
    private static final long MEMORY = 10_000_000;

    private static Object read(String json) throws UnreadableJsonException {
        return ExactJson.read(json.getBytes(StandardCharsets.UTF_8), MEMORY);
    }

    private static String refusal(byte[] json) {
        return assertThrows(UnreadableJsonException.class, () -> ExactJson.read(json, MEMORY))
                .getMessage();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("0", 0),
                Arguments.of("-0", 0),
                Arguments.of("-0.0", new BigDecimal("0.0")),
                Arguments.of("2147483648", 2147483648L),
                Arguments.of("9007199254740993", 9007199254740993L),
                Arguments.of("18446744073709551615", new BigInteger("18446744073709551615")),
                Arguments.of("9".repeat(1_000), new BigInteger("9".repeat(1_000))),
                Arguments.of("1.0", new BigDecimal("1.0")),
                Arguments.of("12.50", new BigDecimal("12.50")),
                Arguments.of("12345678901234567890.0000000002", new BigDecimal("12345678901234567890.0000000002")),
                Arguments.of("0.1", new BigDecimal("0.1")),
                Arguments.of("1e5", new BigDecimal("1e5")),
                Arguments.of("1E+2", new BigDecimal("1E+2")),
                Arguments.of("1e400", new BigDecimal("1e400")),
                Arguments.of("1e-400", new BigDecimal("1e-400")),
                Arguments.of("1e999", new BigDecimal("1e999")),
                Arguments.of(" [ 1 , null , true ] ", Arrays.asList(1, null, true)),
                Arguments.of("\"\\u0000\\ud83d\\ude00😀\\/\"", "\u0000😀😀/"),
                Arguments.of("\"\u007f\u2028\ufeff\"", "\u007f\u2028\ufeff"),
                Arguments.of("{\"\":{\"a\\u0000\":[]}}", Map.of("", Map.of("a\u0000", List.of()))),
                Arguments.of("[{\"a\":1,\"a\":2}]", List.of(Map.of("a", 2))),
                Arguments.of("\ufeff{}", Map.of()),
                Arguments.of("[".repeat(500) + "]".repeat(500), nested(500)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void keepsEveryDigitAndCharacter(String json, Object expected) throws UnreadableJsonException {
        assertEquals(expected, read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\ufeff",
                "\ufeff\ufeff{}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1]x",
                "[1]]",
                "1 2",
                "01",
                "-01",
                "+1",
                ".5",
                "5.",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "--1",
                "1_0",
                "１",
                "nul",
                "True",
                "\"a",
                "\"\\x41\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "\"\n\"",
                "[\"a\u0000\"]",
                "[1]\u0000",
                "/**/1",
                "1//x",
                "[1]#x",
                "{\"a\":1 \"b\":2}",
                "{\"a\"}",
                "{1:1}",
                "[1",
                "{",
                "]",
                "\u00a0[1]",
                "[1]2"
            })
    void refusesWhatIsNoJson(String json) {
        assertEquals("is not JSON", refusal(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000",
                "-1e1001",
                "1e999999999",
                "1e-1001",
                "1e-999999999",
                "0.1e-1000",
                "[1e2147483647]",
                "0.4e9999999999",
                "{\"a\":1e1000}"
            })
    void refusesNumbersThatAreTooLongToWrite(String json) {
        assertEquals(
                "has a number of more than 1000 digits before or after its point",
                assertTimeout(Duration.ofSeconds(5), () -> refusal(json.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud83d\"",
                "\"\\ude00\"",
                "\"\\ud83dx\"",
                "\"\\ude00\\ud83d\"",
                "\"a\\ud83d\\ud83d\\ude00\"",
                "{\"\\ud83d\":1}"
            })
    void refusesHalvesOfCharacters(String json) {
        assertEquals("has a text with half of a character", refusal(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesAMemberOfTheOutermostObjectThatIsThereTwice() throws UnreadableJsonException {
        assertEquals(
                "has a member twice", refusal("{\"a\":1,\"b\":{},\"\\u0061\":2}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Map.of("a", Map.of("a", 3), "b", 1), read("{\"a\":{\"a\":2,\"a\":3},\"b\":1}"));
    }

    static Stream<byte[]> otherEncodings() {
        return Stream.of(
                new byte[] {'"', (byte) 0xe9, '"'},
                new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xe2, (byte) 0x82, '"'},
                new byte[] {'"', (byte) 0x80, '"'},
                new byte[] {(byte) 0xff, (byte) 0xfe, '1', 0},
                "[1]".getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void refusesWhatIsNotInUtf8(byte[] json) {
        assertEquals("is not JSON in UTF-8", refusal(json));
    }

    @Test
    void refusesUtf16WithoutAMark() {
        assertEquals("is not JSON", refusal("[1]".getBytes(StandardCharsets.UTF_16LE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 100_000})
    void refusesWhatNestsTooDeeply(int levels) {
        String message = "nests more than 500 levels, or has a number of more than 1000 digits";

        assertEquals(message, refusal("[".repeat(levels).getBytes(StandardCharsets.UTF_8)));
        assertEquals(message, refusal("{\"a\":".repeat(levels).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesMoreThanTheMemoryTakesWhileItReads() {
        byte[] objects = ("[" + "{},".repeat(1_000_000) + "{}]").getBytes(StandardCharsets.UTF_8);
        byte[] text = ("\"" + "x".repeat(20_000_000 - 2) + "\"").getBytes(StandardCharsets.UTF_8);

        for (byte[] json : List.of(objects, text)) {
            UnreadableJsonException thrown =
                    assertThrows(UnreadableJsonException.class, () -> ExactJson.read(json, MEMORY));
            assertTrue(thrown.isTooLarge());
        }
    }

    @Test
    void takesMemoryForEachValueOfASourceBeforeTheNextIsRead() throws IOException {
        List<Long> taken = new ArrayList<>();

        Object value = ExactJson.read("{\"ab\":[1.50,\"xyz\"]}", taken::add);

        assertEquals(Map.of("ab", List.of(new BigDecimal("1.50"), "xyz")), value);
        assertEquals(List.of(150L, 2L, 150L, 150L, 3L, 150L), taken);
    }

    @Test
    void readsWhatAMapperOfObjectsReads() throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        for (int seed = 0; seed < 3_000; seed++) {
            String json = ExactJson.text(new RandomJson(new Random(seed)).value());
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            Object expected = mapper.readValue(json, Object.class);

            assertEquals(expected, ExactJson.read(bytes, MEMORY), "of seed " + seed);
            assertEquals(expected, ExactJson.read(bytes, taken -> {}), "of seed " + seed);
            assertEquals(expected, ExactJson.read(json, taken -> {}), "of seed " + seed);
        }
    }

    /** Objects of a list share the names of their members, wherever they stop having the same ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]",
                "[{\"a\":1,\"b\":2},{\"a\":3}]",
                "[{\"a\":1,\"b\":2},{\"b\":3,\"a\":4}]",
                "[{\"a\":1},{\"a\":3,\"b\":4},{}]",
                "[{},{\"a\":1},null,{\"a\":2},7,{\"a\":3}]",
                "[{\"a\":{\"x\":1}},{\"a\":{\"x\":2}},{\"a\":[{\"x\":3}]},{\"a\":[{\"x\":4},{\"x\":5}]}]"
            })
    void tellsObjectsOfAListApart(String json) throws IOException {
        assertEquals(json, ExactJson.text(ExactJson.read(json.getBytes(StandardCharsets.UTF_8), taken -> {})));
    }

    @Test
    void countsTheLastOfDuplicatesInAListToo() throws IOException {
        assertEquals(
                "[{\"a\":1,\"b\":2},{\"a\":5,\"b\":4}]",
                ExactJson.text(ExactJson.read("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4,\"a\":5}]", taken -> {})));
    }

    /** A hash map for each object, and the text and its characters beside the bytes, took ten times as much. */
    @Test
    void takesLittleMemoryForEachKilobyte() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 10_000; i++) {
            json.append(i == 0 ? "" : ",").append("{\"id\":" + i + ",\"name\":\"Article " + i + "\",\"active\":true}");
        }
        byte[] bytes = json.append(']').toString().getBytes(StandardCharsets.UTF_8);

        long taken = Allocation.of(() -> assertDoesNotThrow(() -> ExactJson.read(bytes, used -> {})));

        assertTrue(taken < 4L * bytes.length, () -> taken + " bytes for " + bytes.length);
    }

    private static Object nested(int levels) {
        Object value = List.of();
        for (int i = 1; i < levels; i++) {
            value = List.of(value);
        }
        return value;
    }
}
