package dev.gather.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.Allocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are kept as bytes differ in nothing from those that are decoded at once. */
class PlainJsonTest {
    private static final int DOCUMENTS = 10_000;
    private static final int LARGE_DOCUMENTS = 500;

    private static boolean isPlain(byte[] json) {
        return Utf8.isValid(json, 0, json.length) && new PlainJson(json, json.length).isDocument();
    }

    private static boolean isPlain(String json) {
        return isPlain(json.getBytes(UTF_8));
    }

    /** What the reader makes of it that decodes everything, or the class and words of its refusal. */
    private static @Nullable Object decoded(byte[] json, ExactJson.Memory memory) {
        return outcome(() -> ExactJson.read(new String(json, UTF_8), memory));
    }

    private static @Nullable Object read(byte[] json, ExactJson.Memory memory) {
        return outcome(() -> ExactJson.read(json.clone(), memory));
    }

    private interface Reading {
        @Nullable
        Object read() throws IOException;
    }

    private record Refused(Class<?> type, String message) {}

    private static @Nullable Object outcome(Reading reading) {
        try {
            return reading.read();
        } catch (UnreadableJsonException e) {
            return new Refused(e.getClass(), e.getMessage());
        } catch (IOException e) {
            return new Refused(e.getClass(), "");
        }
    }

    private static byte[] written(@Nullable Object value) {
        JsonOutput output = new JsonOutput(Long.MAX_VALUE);
        output.value(value);
        return output.bytes();
    }

    private static byte[] written(long seed) {
        return written(new RandomJson(new Random(seed)).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "null",
                "[true,false,null]",
                "0",
                " 1",
                "\n-12 ",
                "[9223372036854775807,-9223372036854775808,9223372036854775808,2147483647,2147483648,-2147483649]",
                "[999999999999999999,-999999999999999999,1000000000000000000,99999999999999999.9,9999999999999999.99]",
                "[12.50,0.0,0.000,-0.5,1234567890123456789012345678901234567890.10]",
                "\"\"",
                "\"\\\"\\\\\\b\\f\\n\\r\\t\"",
                "\"/\u007f\u00fc\u20ac\u2028\uffff\ud83d\ude00\"",
                "{\"a\":{\"a\":1,\"b\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}],\"\":\"\"}",
                "\t\r\n {\"a\" : [ 1 , 2 ] , \"b\" : { } } "
            })
    void isPlainIfItIsWrittenTheSameWay(String json) throws IOException {
        assertTrue(isPlain(json));
        Object value = ExactJson.read(json.getBytes(UTF_8), taken -> {});
        assertEquals(ExactJson.read(json, taken -> {}), value);
        assertEquals(json.replaceAll("[ \t\r\n]", ""), new String(written(value), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e5",
                "1E+2",
                "[0e0]",
                "-0",
                "-0.0",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u001F\"",
                "\"\\ud83d\"",
                "{\"a\":1,\"a\":2}",
                "[{\"a\":1,\"b\":2,\"a\":3}]"
            })
    void isNotPlainIfItIsWrittenInAnotherWay(String json) {
        assertFalse(isPlain(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":1,}",
                "{a:1}",
                "[1]x",
                "[1]]",
                "1 2",
                "01",
                "-01",
                "+1",
                ".5",
                "5.",
                "-",
                "--1",
                "nul",
                "nullx",
                "True",
                "\"a",
                "\"\\x41\"",
                "\"\\",
                "\"\t\"",
                "[\"a\u0000\"]",
                "[1]\u0000",
                "\u0000[1]",
                "/**/1",
                "{\"a\":1 \"b\":2}",
                "{\"a\"}",
                "{1:1}",
                "{,}",
                "[1",
                "{",
                "]",
                "\u00a0[1]",
                "\ufeff[1]",
                "{\"a\":",
                "{\"a",
                "{\"a\":1",
                "[1}",
                "{\"a\":1]",
                "[1,2\u000b]"
            })
    void isNotPlainIfItIsNoJson(String json) {
        assertFalse(isPlain(json));
    }

    @Test
    void isNotPlainBeyondWhatTheReaderTakesForSure() {
        assertTrue(isPlain("[".repeat(500) + "]".repeat(500)));
        assertFalse(isPlain("[".repeat(501) + "]".repeat(501)));
        assertTrue(isPlain("1".repeat(100)));
        assertFalse(isPlain("1".repeat(1_001)));
        assertFalse(isPlain("\"" + "x".repeat(20_000_001) + "\""));
        assertFalse(isPlain("{\"" + "x".repeat(50_001) + "\":1}"));
        assertFalse(isPlain(new String(written(members(65)), UTF_8)));
        assertTrue(isPlain(new String(written(members(64)), UTF_8)));
    }

    private static Map<String, Object> members(int count) {
        Map<String, Object> members = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            members.put("name" + i, i);
        }
        return members;
    }

    private static final String MUTATIONS =
            "[]{},:\"\\0123456789-+.eEtrufalsn/ \t\n\r\u0000\u001f\u007f\u0080\u00bf\u00c3\u00e2\u00f0\u00ff";

    /** The document with white space between its values, or with some bytes changed, or both. */
    private static byte[] respelled(byte[] json, Random random) {
        int rate = random.nextInt(3) == 0 ? 3 + random.nextInt(2 * json.length + 1) : Integer.MAX_VALUE;
        boolean spaced = random.nextBoolean();
        StringBuilder other = new StringBuilder();
        boolean text = false;
        for (int i = 0; i < json.length; i++) {
            char octet = (char) (json[i] & 0xFF);
            boolean space = spaced && !text && "[]{},:".indexOf(octet) >= 0;
            other.append(space ? spaces(random) : "").append(changed(octet, random.nextInt(rate), random));
            other.append(space ? spaces(random) : "");
            text ^= octet == '"' && (i == 0 || json[i - 1] != '\\');
        }
        return other.toString().getBytes(ISO_8859_1);
    }

    private static String spaces(Random random) {
        return "\r \n\t  ".substring(random.nextInt(7));
    }

    private static String changed(char octet, int change, Random random) {
        String other = String.valueOf(MUTATIONS.charAt(random.nextInt(MUTATIONS.length())));
        return change == 0 ? other : change == 1 ? octet + other : change == 2 ? "" : String.valueOf(octet);
    }

    @Test
    void takesForPlainOnlyWhatIsWrittenTheSameWay() {
        int plain = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            byte[] json = respelled(written(seed), new Random(seed));
            PlainJson passed = new PlainJson(json, json.length);
            if (Utf8.isValid(json, 0, json.length) && passed.isDocument()) {
                checkPlain(json, passed, "of seed " + seed);
                plain++;
            }
        }
        assertTrue(plain > DOCUMENTS / 3, plain + " plain documents");
    }

    private static void checkPlain(byte[] json, PlainJson passed, String message) {
        long[] taken = {0};
        Object value = decoded(json, bytes -> taken[0] += bytes);
        byte[] written = written(value);
        assertEquals(json.length - passed.spaces(), written.length, message);
        assertEquals(
                passed.spaces() == 0 ? new String(json, UTF_8) : new String(written, UTF_8),
                new String(written, UTF_8),
                message);
        assertEquals(taken[0], passed.extent().memory(), message);
        assertEquals(values(value), passed.extent().values(), message);
        assertEquals(depth(value), passed.extent().depth(), message);
        assertTrue(isPlain(written), message);
        assertEquals(value, read(json, bytes -> {}), message);
    }

    private static Collection<?> within(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? object.values() : value instanceof List<?> list ? list : List.of();
    }

    private static int values(@Nullable Object value) {
        return 1 + within(value).stream().mapToInt(PlainJsonTest::values).sum();
    }

    private static int depth(@Nullable Object value) {
        return within(value).stream().mapToInt(each -> 1 + depth(each)).max().orElse(0);
    }

    /** Most of what is written is plain; the rest are exponents, escapes by number, and long numbers. */
    @Test
    void takesMostOfWhatIsWrittenForPlain() {
        int plain = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            plain += isPlain(written(seed)) ? 1 : 0;
        }
        assertTrue(plain > DOCUMENTS / 2, plain + " plain documents");
    }

    private static byte[] large(Random random) {
        List<Object> values = new ArrayList<>();
        RandomJson json = new RandomJson(random);
        for (int i = 40 + random.nextInt(200); i > 0; i--) {
            byte[] value = written(json.value());
            if (isPlain(value) || random.nextInt(400) == 0) {
                values.add(decoded(value, taken -> {}));
            }
        }
        int nested = random.nextInt(10);
        Object document = random.nextBoolean() ? values : Map.of("items", values, "total", 3);
        for (int i = 0; i < nested; i++) {
            document = random.nextInt(4) == 0
                    ? List.of(7, document)
                    : Map.of("a", document, "b\n\u00fc", values.subList(0, Math.min(20, values.size())));
        }
        return respelled(written(document), random);
    }

    @Test
    void readsAndRefusesTheSame() {
        int kept = 0;
        for (int seed = 0; seed < LARGE_DOCUMENTS; seed++) {
            String message = "of seed " + seed;
            byte[] json = large(new Random(seed));
            List<Long> taken = new ArrayList<>();
            Object expected = Utf8.isValid(json, 0, json.length)
                    ? decoded(json, taken::add)
                    : new Refused(MalformedInputException.class, "");
            long[] sum = {0};

            Object value = read(json, bytes -> sum[0] += bytes);

            kept += value instanceof Measured ? 1 : 0;
            assertArrayEquals(
                    expected instanceof Refused ? new byte[0] : written(expected),
                    value instanceof Refused ? new byte[0] : written(value),
                    message);
            assertEquals(taken.stream().mapToLong(each -> each).sum(), sum[0], message);
            checkLookedInto(expected, value, new Random(seed), message);
        }
        assertTrue(kept > LARGE_DOCUMENTS / 3, kept + " documents kept as bytes");
    }

    /** Looks into a value member by member, in any order, and writes it in between. */
    private static void checkLookedInto(
            @Nullable Object expected, @Nullable Object value, Random random, String message) {
        if (value instanceof Map<?, ?> object && random.nextInt(4) > 0) {
            Map<?, ?> other = assertInstanceOf(Map.class, expected, message);
            assertEquals(new ArrayList<>(other.keySet()), new ArrayList<>(object.keySet()), message);
            assertFalse(object.containsKey("no such name"), message);
            object.forEach((name, member) -> checkLookedInto(other.get(name), object.get(name), random, message));
        } else if (value instanceof List<?> list && random.nextInt(4) > 0) {
            List<?> other = assertInstanceOf(List.class, expected, message);
            assertEquals(other.size(), list.size(), message);
            for (int i = 0; i < list.size(); i += 1 + random.nextInt(5)) {
                checkLookedInto(other.get(i), list.get(i), random, message);
            }
        }
        if (!(value instanceof Refused)) {
            assertArrayEquals(written(expected), written(value), message);
        }
        assertEquals(expected, value, message);
        assertEquals(value, expected, message);
        assertEquals(expected == null ? 0 : expected.hashCode(), value == null ? 0 : value.hashCode(), message);
    }

    @Test
    void writesAValueOfBytesAsASerializerDoes() throws IOException {
        byte[] json = ("[" + "{\"a\":[1.50,{}]},".repeat(100) + "[]]").getBytes(UTF_8);

        assertEquals(new String(json, UTF_8), ExactJson.text(ExactJson.read(json, taken -> {})));
    }

    @Test
    void decodesNothingButWhatIsLookedInto() throws IOException {
        String items = "{\"items\":[" + "{\"id\":1,\"price\":1.50},".repeat(40_000) + "7],\"total\":40001}";
        byte[] json = ("{\"data\":" + items + ",\"error\":null}").getBytes(UTF_8);

        long taken = Allocation.of(() -> {
            Map<?, ?> document = (Map<?, ?>) assertInstanceOf(Measured.class, unchecked(json));
            Map<?, ?> data = (Map<?, ?>) document.get("data");
            assertEquals(40_001, data.get("total"));
            assertEquals(40_001, ((List<?>) data.get("items")).size());
            assertEquals(json.length + 2, written(List.of(document)).length);
        });

        assertTrue(taken < 1.5 * json.length, () -> taken + " bytes for " + json.length);
    }

    private static @Nullable Object unchecked(byte[] json) {
        try {
            return ExactJson.read(json, taken -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each byte is passed over a few times at the most, however deep it is. */
    @Test
    void takesNoLongerForEachLevelThatIsLookedInto() throws IOException {
        String json = "[" + "1,".repeat(50_000) + "1]";
        for (int i = 0; i < 400; i++) {
            json = "{\"a\":" + json + "}";
        }
        Object value = ExactJson.read(json.getBytes(UTF_8), taken -> {});
        assertInstanceOf(Measured.class, value);

        int kept = 0;
        while (value instanceof Map<?, ?> object) {
            kept += value instanceof Measured ? 1 : 0;
            value = object.get("a");
        }

        assertEquals(5, kept);
        assertFalse(value instanceof Measured);
    }

    @Test
    void leavesADocumentOfLongTextsToTheReader() throws IOException {
        byte[] json = ("[\"" + "x".repeat(2_000) + "\",1,{}]").getBytes(UTF_8);

        assertTrue(isPlain(json));
        assertFalse(ExactJson.read(json, taken -> {}) instanceof Measured);
    }

    @Test
    void takesTheMemoryOfTheDecodedValuesBeforeTheyAre() {
        byte[] json = ("[" + "12,".repeat(1_000) + "34]").getBytes(UTF_8);
        long[] left = {1_002 * (long) ExactJson.BYTES_PER_VALUE};
        ExactJson.Memory memory = bytes -> {
            left[0] -= bytes;
            if (left[0] < 0) {
                throw new UnreadableJsonException("is too large", true);
            }
        };

        assertFalse(read(json, memory) instanceof Refused);
        assertEquals(0, left[0]);
        assertEquals(new Refused(UnreadableJsonException.class, "is too large"), read(json, memory));
    }
}
