package dev.gather.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.Allocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as JSON in UTF-8: the same as a serializer of objects writes. */
class JsonOutputTest {
    private static final int DOCUMENTS = 3_000;

    private static String written(Object value) {
        JsonOutput output = new JsonOutput(Long.MAX_VALUE);
        output.value(value);
        byte[] bytes = output.bytes();
        assertEquals(bytes.length, output.length());
        return new String(bytes, UTF_8);
    }

    @Test
    void writesWhatASerializerWrites() throws JsonProcessingException {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Object value = new RandomJson(new Random(seed)).value();

            assertEquals(ExactJson.text(value), written(value), "of seed " + seed);
        }
    }

    @Test
    void escapesEveryCharacterThatMustBe() throws JsonProcessingException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < Character.MIN_SURROGATE; i++) {
            all.append((char) i).appendCodePoint(0x1F600 + i % 64);
        }

        assertEquals(ExactJson.text(all.toString()), written(all.toString()));
        assertEquals(
                ExactJson.text(all.toString()),
                written(new ByteText(all.toString().getBytes(UTF_8), false)));
    }

    @Test
    void writesATextGivenByItsBytes() throws JsonProcessingException {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String text = new RandomJson(new Random(seed)).text();

            assertEquals(ExactJson.text(text), written(new ByteText(text.getBytes(UTF_8), false)), "of seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 3_071, 3_072, 3_073, 10_000})
    void writesBytesAsBase64(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        assertEquals(
                "[\"" + Base64.getEncoder().encodeToString(bytes) + "\"]", written(List.of(new ByteText(bytes, true))));
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 2_046, 2_047, 2_048, 65_536, 200_000})
    void writesTextsAcrossTheEndsOfChunks(int length) {
        for (String each : List.of("a", "\"", "ü", "€", "😀", "\u0001")) {
            List<String> texts = List.of("x".repeat(length % 7), each.repeat(length), each);

            assertEquals(texts.toString(), read(written(texts)).toString());
        }
    }

    private static Object read(String json) {
        try {
            return ExactJson.read(json.getBytes(UTF_8), Long.MAX_VALUE);
        } catch (UnreadableJsonException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsAsMuchAsTheLimit() {
        JsonOutput output = new JsonOutput(7);

        output.value("hello");

        assertEquals("\"hello\"", new String(output.bytes(), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"hello!, 7, 8", "hello, 0, 7"})
    void refusesMoreThanTheLimit(String text, long limit, long length) {
        JsonOutput output = new JsonOutput(limit);

        output.value(text);

        assertEquals(length, output.length());
        assertThrows(IllegalStateException.class, output::bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {9_997, 99_997})
    void countsWhatIsBeyondTheLimitWithoutKeepingIt(int length) {
        ByteText text = new ByteText("x".repeat(length).getBytes(UTF_8), false);
        List<ByteText> texts = Collections.nCopies(10_000_000 / (length + 3), text);

        long taken = Allocation.of(() -> {
            JsonOutput output = new JsonOutput(1_000_000);
            output.value(texts);
            assertEquals(10_000_001, output.length());
        });

        assertTrue(taken < 1_500_000, () -> taken + " bytes for a limit of a million");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThrows(IllegalArgumentException.class, () -> written(List.of(new Object())));
        assertThrows(IllegalArgumentException.class, () -> written(List.of(1.5f)));
        assertThrows(ClassCastException.class, () -> written(Map.of(1, 2)));
    }

    @Test
    void refusesWhatNestsTooDeeply() {
        Object deepest = List.of();
        for (int i = 1; i < JsonOutput.MAX_DEPTH; i++) {
            deepest = List.of(deepest);
        }
        Object tooDeep = Map.of("a", deepest);

        assertEquals(2 * JsonOutput.MAX_DEPTH, written(deepest).length());
        assertThrows(IllegalArgumentException.class, () -> written(tooDeep));
    }

    /** The bytes themselves, in chunks and as a whole, and those of each text of more than a few characters. */
    @Test
    void takesLittleMoreMemoryThanItsBytes() {
        Names names = Names.of(List.of("id", "name", "price", "active"));
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            values.add(
                    new CompactObject(names, new Object[] {i, "Article number " + i, new BigDecimal("12.50"), true}));
        }
        int length = written(values).length();

        long taken = Allocation.of(() -> {
            JsonOutput output = new JsonOutput(Long.MAX_VALUE);
            output.value(values);
            assertEquals(length, output.bytes().length);
        });

        assertTrue(taken < 4L * length, () -> taken + " bytes for " + length);
    }
}
