package dev.gather.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** Refuses what cannot be kept exactly, or takes too much memory, before it is taken into a value. */
final class ExactParser extends JsonParserDelegate {
    /** What a value takes on average, with its share of the object or list that holds it, in bytes. */
    private static final int VALUE = 150;

    private final Set<String> parameters = new HashSet<>();
    private long memory;

    ExactParser(JsonParser parser, long memory) {
        super(parser);
        this.memory = memory;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
            take(delegate.getTextLength());
            requireWholeCharacters();
            if (token == JsonToken.FIELD_NAME && delegate.getParsingContext().getNestingDepth() == 1) {
                requireNewParameter(delegate.currentName());
            }
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            requireWritableNumber(delegate.getDecimalValue());
        }
        if (token != null && (token.isScalarValue() || token.isStructStart())) {
            take(VALUE);
        }
        return token;
    }

    private void requireNewParameter(String name) {
        if (!parameters.add(name)) {
            throw new UnreadableJsonException("has a member twice");
        }
    }

    private void take(long bytes) {
        memory -= bytes;
        if (memory < 0) {
            throw new UnreadableJsonException("has more values than the function's memory takes", true);
        }
    }

    private static void requireWritableNumber(BigDecimal number) {
        long before = (long) number.precision() - number.scale();
        if (Math.max(before, number.scale()) > ExactJson.MAX_DIGITS) {
            throw new UnreadableJsonException(
                    "has a number of more than " + ExactJson.MAX_DIGITS + " digits before or after its point");
        }
    }

    /** A surrogate by itself is half of a character, which no encoding can hold. */
    private void requireWholeCharacters() throws IOException {
        char[] text = delegate.getTextCharacters();
        int end = delegate.getTextOffset() + delegate.getTextLength();
        for (int i = delegate.getTextOffset(); i < end; i++) {
            if (Character.isSurrogate(text[i])) {
                boolean pair =
                        Character.isHighSurrogate(text[i]) && i + 1 < end && Character.isLowSurrogate(text[i + 1]);
                if (!pair) {
                    throw new UnreadableJsonException("has a text with half of a character");
                }
                i++;
            }
        }
    }
}
