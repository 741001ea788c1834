package dev.gather.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Refuses numbers and texts that cannot be kept as they are, and takes memory for each value before the next is read.
 */
class ExactParser extends JsonParserDelegate {
    private final ExactJson.Memory memory;

    ExactParser(JsonParser parser, ExactJson.Memory memory) {
        super(parser);
        this.memory = memory;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
            requireWholeCharacters();
            memory.take(delegate.getTextLength());
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            requireWritableNumber();
        }
        if (token != null && (token.isScalarValue() || token.isStructStart())) {
            memory.take(ExactJson.BYTES_PER_VALUE);
        }
        return token;
    }

    private void requireWritableNumber() throws IOException {
        try {
            BigDecimal number = delegate.getDecimalValue();
            long before = (long) number.precision() - number.scale();
            if (Math.max(before, number.scale()) <= ExactJson.MAX_DIGITS) {
                return;
            }
        } catch (NumberFormatException e) {
            // The exponent is larger than a BigDecimal's; this is not one of Jackson's exceptions.
        }
        throw new UnreadableJsonException(
                "has a number of more than " + ExactJson.MAX_DIGITS + " digits before or after its point");
    }

    /** A lone surrogate is half of a character, which no encoding can represent. */
    private void requireWholeCharacters() throws IOException {
        char[] text = delegate.getTextCharacters();
        int end = delegate.getTextOffset() + delegate.getTextLength();
        for (int i = delegate.getTextOffset(); i < end; i++) {
            if (Character.isSurrogate(text[i])) {
                boolean pair = i + 1 < end && Character.isSurrogatePair(text[i], text[i + 1]);
                if (!pair) {
                    throw new UnreadableJsonException("has a text with half of a character");
                }
                i++;
            }
        }
    }
}
