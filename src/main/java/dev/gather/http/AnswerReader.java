package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.MemoryBudget;
import java.io.IOException;

/**
 * Reads an upstream's answer: the status first, then the body as JSON or text. What declares itself JSON has to be it.
 * Of all else an object or a list in JSON is still read as such, since many services declare it wrongly; the rest is
 * text, unless it cannot be one.
 *
 * @param maxBody the most bytes that a body may have when it is decoded
 * @param memory of which what is read takes what it needs
 */
record AnswerReader(long maxBody, MemoryBudget.Share memory) {
    Object read(HttpAnswer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw HttpFailures.status(answer.status(), answer.retryAfter());
        }
        byte[] body = new ContentEncoding(maxBody, memory).decoded(answer);
        if (body.length == 0) {
            return null;
        }
        AnswerType type = AnswerType.of(answer.contentType());
        Object value = type.isJson() || looksLikeJson(body) ? jsonOrText(type, body) : text(type, body);
        if (body != answer.body()) {
            memory.giveBack(body.length);
        }
        return value;
    }

    private Object jsonOrText(AnswerType type, byte[] body) {
        try {
            // From text, as what parses bytes is lenient: it takes overlong forms, so that one text passes as another.
            return ExactJson.read(type.decoded(body), memory::take);
        } catch (IOException e) {
            if (type.isJson()) {
                throw Failure.of(Code.MALFORMED, "the upstream's answer is not the JSON that it claims to be");
            }
            return text(type, body);
        }
    }

    private String text(AnswerType type, byte[] body) {
        memory.take(body.length);
        return type.text(body);
    }

    /** Whether the first character opens an object or a list; the zeros before it are those of UTF-16. */
    private static boolean looksLikeJson(byte[] body) {
        int start = AnswerType.markLength(body);
        while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        return start < body.length && (body[start] == '{' || body[start] == '[');
    }
}
