package dev.gather.sql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import java.io.IOException;

/** Reads the text of a JSON column, with all digits of its numbers. */
final class JsonColumn {
    private static final ObjectReader JSON =
            new ObjectMapper().readerFor(Object.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonColumn() {}

    static Object read(String text, ValueBudget budget) {
        try (JsonParser parser = new Counting(JSON.createParser(text), budget)) {
            return JSON.readValue(parser);
        } catch (JsonProcessingException e) {
            throw SourceFailure.of(
                    Code.MALFORMED, "a JSON column cannot be read", e.getClass().getSimpleName());
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot be read", e);
        }
    }

    /** Spends a value for each one that begins. */
    private static final class Counting extends JsonParserDelegate {
        private final ValueBudget budget;

        Counting(JsonParser parser, ValueBudget budget) {
            super(parser);
            this.budget = budget;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token != null && (token.isScalarValue() || token.isStructStart())) {
                budget.spend(1);
            }
            return token;
        }
    }
}
