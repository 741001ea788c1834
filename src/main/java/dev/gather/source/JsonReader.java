package dev.gather.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import java.io.IOException;

/**
 * Reads the JSON that sources answer with: numbers with all their digits, and for each value it takes memory before the
 * next one is read.
 */
public final class JsonReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // A native executable never forgets what was interned.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final ObjectReader VALUES = MAPPER.readerFor(Object.class);

    private JsonReader() {}

    /**
     * The value in a text.
     *
     * @throws IOException if this is not one JSON value
     * @throws Failure if it does not fit the memory
     */
    public static Object read(String json, MemoryBudget.Share memory) throws IOException {
        try (JsonParser measured = new Measured(ExactJson.exact(MAPPER.createParser(json)), memory)) {
            return VALUES.readValue(measured);
        }
    }

    private static final class Measured extends JsonParserDelegate {
        private final MemoryBudget.Share memory;

        Measured(JsonParser parser, MemoryBudget.Share memory) {
            super(parser);
            this.memory = memory;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = delegate.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                memory.take(delegate.getTextLength());
            } else if (token == JsonToken.VALUE_STRING) {
                memory.take(MemoryBudget.VALUE + delegate.getTextLength());
            } else if (token != null && (token.isScalarValue() || token.isStructStart())) {
                memory.take(MemoryBudget.VALUE);
            }
            return token;
        }
    }
}
