package dev.gather.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Also refuses what takes too much memory, and parameters that are there twice. */
final class CallersParser extends ExactParser {
    /** What a value takes on average, with its share of the object or list that holds it, in bytes. */
    private static final int VALUE = 150;

    private final Set<String> parameters = new HashSet<>();
    private long memory;

    CallersParser(JsonParser parser, long memory) {
        super(parser);
        this.memory = memory;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
            take(delegate.getTextLength());
        }
        if (token == JsonToken.FIELD_NAME && delegate.getParsingContext().getNestingDepth() == 1) {
            requireNewParameter(delegate.currentName());
        }
        if (token != null && (token.isScalarValue() || token.isStructStart())) {
            take(VALUE);
        }
        return token;
    }

    private void requireNewParameter(String name) throws IOException {
        if (!parameters.add(name)) {
            throw new UnreadableJsonException("has a member twice");
        }
    }

    private void take(long bytes) throws IOException {
        memory -= bytes;
        if (memory < 0) {
            throw new UnreadableJsonException("has more values than the function's memory takes", true);
        }
    }
}
