package dev.gather.door;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** JSON as it comes in and goes out through the doors. */
final class JsonBody {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .addModule(new SimpleModule().addSerializer(BigDecimal.class, new Decimals()))
            .build();

    /** With all digits, and without an exponent where that makes no long text of a short number. */
    private static final class Decimals extends StdSerializer<BigDecimal> {
        private static final long serialVersionUID = 1L;
        private static final int LONGEST = LARGEST_EXPONENT;

        Decimals() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            boolean plain = Math.abs((long) value.scale()) <= LONGEST;
            json.writeNumber(plain ? value.toPlainString() : value.toString());
        }
    }

    private static final int LARGEST_EXPONENT = 1000;

    private JsonBody() {}

    /**
     * Reads a JSON object.
     *
     * @param what is read, for the message
     */
    static Map<String, Object> readObject(byte[] bytes, String what) {
        Object value;
        try {
            value = JSON.readValue(bytes, Object.class);
        } catch (IOException e) {
            throw new BadRequestException(what + " is not JSON");
        }
        requireUsableNumbers(value, what);
        return asObject(value, what);
    }

    /** A number such as 1e999999999 is short, and long work for whoever counts with it. */
    private static void requireUsableNumbers(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(member -> requireUsableNumbers(member, what));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> requireUsableNumbers(element, what));
        } else if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw new BadRequestException(what + " has a number with an exponent beyond " + LARGEST_EXPONENT);
        }
    }

    /** The value as a JSON object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> asObject(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new BadRequestException(what + " is not a JSON object");
    }

    static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer cannot be written as JSON", e);
        }
    }
}
