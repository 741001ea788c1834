package dev.gather.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import java.util.Optional;

/**
 * Reads an upstream's answer: the status first, then the body as JSON or text. What declares itself JSON has to be it.
 * Of all else an object or a list in JSON is still read as such, since many services declare it wrongly; the rest is
 * text, unless it cannot be one.
 */
final class AnswerReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private AnswerReader() {}

    static Object read(HttpAnswer answer, long maxBody) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw SourceFailure.status(answer.status(), answer.retryAfter());
        }
        byte[] body = ContentEncoding.decoded(answer, maxBody);
        if (body.length == 0) {
            return null;
        }
        AnswerType type = AnswerType.of(answer.contentType());
        String text = type.text(body);
        if (type.isJson()) {
            return json(text);
        }
        Optional<Object> value = looksLikeJson(text) ? jsonIfItIs(text) : Optional.empty();
        return value.orElseGet(() -> type.checkedText(text));
    }

    private static Object json(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw SourceFailure.of(Code.MALFORMED, "the upstream's answer is not the JSON that it claims to be");
        }
    }

    private static Optional<Object> jsonIfItIs(String text) {
        try {
            return Optional.of(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean looksLikeJson(String text) {
        int start = 0;
        while (start < text.length() && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
    }
}
