package dev.gather.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Also refuses deep nesting and duplicate parameters, and takes a limited amount of memory. */
final class CallersParser extends ExactParser {
    static final int MAX_DEPTH = 500;

    private final Set<String> parameters = new HashSet<>();

    /** What is left of a fixed amount of memory. */
    private static final class Allowance implements ExactJson.Memory {
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

    /** @param memory the most that the value may take, in bytes */
    CallersParser(JsonParser parser, long memory) {
        super(parser, new Allowance(memory));
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        int depth = delegate.getParsingContext().getNestingDepth();
        if (depth > MAX_DEPTH) {
            throw beyondLimits();
        }
        if (token == JsonToken.FIELD_NAME && depth == 1 && !parameters.add(delegate.currentName())) {
            throw new UnreadableJsonException("has a member twice");
        }
        return token;
    }

    static UnreadableJsonException beyondLimits() {
        return new UnreadableJsonException("nests more than " + MAX_DEPTH + " levels, or has a number of more than "
                + ExactJson.MAX_DIGITS + " digits");
    }
}
