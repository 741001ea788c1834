package dev.gather.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) without losing a digit: whole numbers are integers of any size, all others
 * {@code BigDecimal}s, and 12.50 stays 12.50. Text with half of a surrogate pair and numbers of more than
 * {@value #MAX_DIGITS} digits before or after the point are refused.
 */
public final class ExactJson {
    /** An estimate of the memory that a decoded value takes, with its share of the object or list that holds it, in bytes. */
    public static final int BYTES_PER_VALUE = 150;

    static final int MAX_DIGITS = 1_000;

    /** The deepest nesting of a caller's JSON. */
    static final int MAX_DEPTH = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // A native executable never forgets what was interned.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // A value of the 1,000 levels that can be read, within all levels that a composition can write around it.
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(1_100).build())
            .build();
    private static final JsonFactory CALLERS = FACTORY.rebuild()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ExactJson() {}

    /** The memory that values are read into. */
    @FunctionalInterface
    public interface Memory {
        /**
         * Takes memory for the value that is read next.
         *
         * @param bytes an estimate
         * @throws UnreadableJsonException if there is not that much left
         */
        void take(long bytes) throws UnreadableJsonException;
    }

    /**
     * Reads the JSON of a caller: UTF-8, with or without a byte order mark. Only {@value #MAX_DEPTH} levels are allowed, and no
     * duplicate member in the outermost object; in inner objects the last duplicate counts.
     *
     * @param memory the most that the value may take, in bytes, by an estimate
     * @throws UnreadableJsonException if it is not exactly one JSON value, or if it is refused
     */
    public static @Nullable Object read(byte[] json, long memory) throws UnreadableJsonException {
        try {
            int start = isMarked(json, 0) ? BYTE_ORDER_MARK.length : 0;
            requireUtf8(json, start);
            return read(CALLERS, json, start, new Allowance(memory), true);
        } catch (UnreadableJsonException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw new UnreadableJsonException("is not JSON in UTF-8");
        } catch (StreamConstraintsException e) {
            throw new UnreadableJsonException(
                    "nests more than " + MAX_DEPTH + " levels, or has a number of more than " + MAX_DIGITS + " digits");
        } catch (IOException e) {
            throw new UnreadableJsonException("is not JSON");
        }
    }

    /**
     * Reads the JSON of a source in UTF-8, without a byte order mark. A large document that is written as {@link JsonOutput} would
     * write it is not decoded before something looks into its value.
     *
     * @param json belongs to the value from now on, which may change it
     * @param memory takes the memory of each value before the next one is read; its failure ends the reading
     * @throws CharacterCodingException if it is not valid UTF-8
     * @throws IOException if it is not exactly one JSON value, or if it is refused
     */
    public static @Nullable Object read(byte[] json, Memory memory) throws IOException {
        requireUtf8(json, 0);
        PlainPart plain = PlainPart.document(json);
        if (plain == null) {
            return read(FACTORY, json, 0, memory, false);
        }
        memory.take(plain.extent().memory());
        return plain.value();
    }

    /** Reads the JSON in a text; see {@link #read(byte[], Memory)}. */
    public static @Nullable Object read(String json, Memory memory) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new ValueReader(parser, memory, true, false).only();
        }
    }

    /** The parser of bytes is the fastest, but takes what is no UTF-8 for characters, so the bytes are checked before. */
    private static void requireUtf8(byte[] json, int start) throws MalformedInputException {
        if (!Utf8.isValid(json, start, json.length)) {
            throw new MalformedInputException(1);
        }
    }

    private static @Nullable Object read(JsonFactory factory, byte[] json, int start, Memory memory, boolean distinct)
            throws IOException {
        if (isMarked(json, start) || startsInUtf16(json, start)) {
            throw new UnreadableJsonException("is not JSON");
        }
        boolean halves = Utf8.escapesSurrogates(json, start, json.length);
        try (JsonParser parser = factory.createParser(json, start, json.length - start)) {
            return new ValueReader(parser, memory, halves, distinct).only();
        }
    }

    private static boolean isMarked(byte[] json, int start) {
        int end = start + BYTE_ORDER_MARK.length;
        return json.length >= end && Arrays.equals(json, start, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /** The parser would take a zero byte among the first four for a sign of UTF-16 or UTF-32; in UTF-8 it is no JSON. */
    private static boolean startsInUtf16(byte[] json, int start) {
        for (int i = start; i < Math.min(start + 4, json.length); i++) {
            if (json[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** What is left of a fixed amount of memory. */
    private static final class Allowance implements Memory {
        private long left;

        Allowance(long bytes) {
            this.left = bytes;
        }

        @Override
        public void take(long bytes) throws UnreadableJsonException {
            left -= bytes;
            if (left < 0) {
                throw new UnreadableJsonException("has more values than the function's memory takes", true);
            }
        }
    }

    /**
     * The value as a JSON text, decimals without an exponent unless that would make a long text of a short number.
     *
     * @throws JsonProcessingException if it is not made of maps, lists and scalars alone
     */
    public static String text(@Nullable Object value) throws JsonProcessingException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new ValueWriter(json).write(value);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a string was not written to", e);
        }
        return text.toString();
    }
}
