package dev.gather.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // A native executable never forgets what was interned.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // A value of the 1,000 levels that can be read, within all levels that a composition can write around it.
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(1_100).build())
            .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule().addSerializer(BigDecimal.class, new PlainDecimals()))
            .build();
    private static final ObjectReader VALUES = MAPPER.readerFor(Object.class);

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
     * Reads the JSON of a caller: UTF-8, with or without a byte order mark. Only {@value CallersParser#MAX_DEPTH} levels
     * are allowed, and no duplicate member in the outermost object; in inner objects the last duplicate counts.
     *
     * @param memory the most that the value may take, in bytes, by an estimate
     * @throws UnreadableJsonException if it is not exactly one JSON value, or if it is refused
     */
    public static @Nullable Object read(byte[] json, long memory) throws UnreadableJsonException {
        String text = decoded(json);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        try (JsonParser parser = new CallersParser(FACTORY.createParser(marked ? text.substring(1) : text), memory)) {
            return VALUES.readValue(parser);
        } catch (UnreadableJsonException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw CallersParser.beyondLimits();
        } catch (IOException e) {
            throw new UnreadableJsonException("is not JSON");
        }
    }

    /**
     * Reads the JSON of a source.
     *
     * @param memory takes the memory of each value before the next one is read; its failure ends the reading
     * @throws IOException if it is not exactly one JSON value, or if it is refused
     */
    public static @Nullable Object read(String json, Memory memory) throws IOException {
        try (JsonParser parser = new ExactParser(FACTORY.createParser(json), memory)) {
            return VALUES.readValue(parser);
        }
    }

    /**
     * The value as a JSON text, decimals without an exponent unless that would make a long text of a short number.
     *
     * @throws JsonProcessingException if it is not made of maps, lists and scalars alone
     */
    public static String text(@Nullable Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsString(value);
    }

    /** Writes the same in UTF-8. */
    public static void write(@Nullable Object value, OutputStream out) throws IOException {
        MAPPER.writeValue(out, value);
    }

    private static String decoded(byte[] json) throws UnreadableJsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableJsonException("is not JSON in UTF-8");
        }
    }
}
