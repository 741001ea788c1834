package dev.gather.json;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON texts, decimals with all digits, and with an exponent only where the plain number would be far longer.
 * It is written by hand since an object mapper finds its serializers by reflection: that took a fifth of the processor time of a
 * function's first answer.
 */
final class ValueWriter {
    private static final int MAX_ZEROS = 1_000;

    private final JsonGenerator json;

    ValueWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a value.
     *
     * @throws JsonGenerationException if it is not made of maps with string keys, collections and scalars alone
     */
    void write(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof Collection<?> list) {
            list(list);
        } else {
            throw unknown(value);
        }
    }

    private void object(Map<?, ?> object) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            json.writeFieldName((String) member.getKey());
            write(member.getValue());
        }
        json.writeEndObject();
    }

    private void list(Collection<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(element);
        }
        json.writeEndArray();
    }

    private void number(Number number) throws IOException {
        if (ExactNumbers.isLong(number)) {
            json.writeNumber(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            boolean plain = Math.abs((long) decimal.scale()) <= MAX_ZEROS;
            json.writeNumber(plain ? decimal.toPlainString() : decimal.toString());
        } else if (number instanceof Double decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else {
            throw unknown(number);
        }
    }

    private JsonGenerationException unknown(Object value) {
        return new JsonGenerationException("JSON has no " + value.getClass().getName(), json);
    }
}
