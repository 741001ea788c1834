package dev.gather.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an upstream's answer: the status first, then the body as JSON or text. What declares itself JSON has to be it.
 * Of all else an object or a list in JSON is still read as such, since many services declare it wrongly; the rest is
 * text.
 */
final class AnswerReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)");

    private AnswerReader() {}

    static Object read(HttpAnswer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw SourceFailure.status(answer.status(), answer.retryAfter());
        }
        if (answer.body().length == 0) {
            return null;
        }
        String type = answer.contentType().toLowerCase(Locale.ROOT);
        return type.matches("[^;]*[/+]json\\s*(;.*)?") ? json(answer.body()) : jsonOrText(answer.body(), type);
    }

    private static Object json(byte[] body) {
        try {
            return JSON.readValue(body, Object.class);
        } catch (IOException e) {
            throw SourceFailure.of(Code.MALFORMED, "the upstream's answer is not the JSON that it claims to be");
        }
    }

    private static Object jsonOrText(byte[] body, String type) {
        if (looksLikeJson(body)) {
            try (JsonParser parser = JSON.createParser(body)) {
                return JSON.readValue(parser, Object.class);
            } catch (JacksonException e) {
                return new String(body, charset(type));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new String(body, charset(type));
    }

    private static boolean looksLikeJson(byte[] body) {
        int start = 0;
        while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        return start < body.length && (body[start] == '{' || body[start] == '[');
    }

    private static Charset charset(String type) {
        Matcher matcher = CHARSET.matcher(type);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
