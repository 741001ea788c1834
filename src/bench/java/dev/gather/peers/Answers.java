package dev.gather.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;

/** Checks that functions do the same work: their answers are the same documents, but for the form of numbers. */
final class Answers {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;
    private static final int SHOWN = 300;

    private String first = "";

    /**
     * Compares an answer with the first one.
     *
     * @throws IllegalStateException if it is another document
     */
    void compare(String answer) throws JsonProcessingException {
        if (first.isEmpty()) {
            first = answer;
        } else if (!MAPPER.readTree(first).equals(BY_VALUE, MAPPER.readTree(answer))) {
            throw new IllegalStateException(
                    "the answer differs: " + shortened(answer) + " instead of " + shortened(first));
        }
    }

    private static String shortened(String answer) {
        return answer.substring(0, Math.min(SHOWN, answer.length()));
    }
}
