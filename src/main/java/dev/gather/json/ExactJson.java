package dev.gather.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON (RFC 8259) that callers send. Numbers keep every digit: whole ones are integers of any size, all others
 * {@code BigDecimal}s, and 12.50 stays 12.50. What cannot be kept, or would take more time or memory than its length
 * says, is refused: text that is not UTF-8, half of a character, more than {@value #MAX_DIGITS} digits before or after a
 * point, more than {@value #MAX_DEPTH} levels. Of a member that is there twice the last counts, but the outermost object
 * may not have one twice.
 */
public final class ExactJson {
    static final int MAX_DEPTH = 500;
    static final int MAX_DIGITS = 1_000;

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // A native executable never forgets what was interned.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader VALUES = MAPPER.readerFor(Object.class);

    private ExactJson() {}

    /**
     * The value in UTF-8, with or without a byte order mark.
     *
     * @param memory the most that the value may take when it is read, in bytes, by an estimate
     * @throws UnreadableJsonException if it is not one JSON value, or one that is refused
     */
    public static Object read(byte[] json, long memory) throws UnreadableJsonException {
        String text = text(json);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        try (JsonParser parser = new CallersParser(FACTORY.createParser(marked ? text.substring(1) : text), memory)) {
            return VALUES.readValue(parser);
        } catch (UnreadableJsonException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw new UnreadableJsonException(
                    "nests more than " + MAX_DEPTH + " levels, or has a number of more than " + MAX_DIGITS + " digits");
        } catch (IOException e) {
            throw new UnreadableJsonException("is not JSON");
        }
    }

    /** A parser that refuses numbers and texts which cannot be kept as they are, with a {@link UnreadableJsonException}. */
    public static JsonParser exact(JsonParser parser) {
        return new ExactParser(parser);
    }

    private static String text(byte[] json) throws UnreadableJsonException {
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
