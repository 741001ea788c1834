package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.MemoryBudget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns an upstream's answer into a value: a status that is not a success fails, and the body is read as JSON or text. A
 * body that is declared as JSON must be JSON. One that is declared as something else, but starts like a JSON object or
 * list, is read as JSON where it is, since many services declare the wrong type. Any other body is text, unless its type
 * excludes that.
 *
 * @param maxBody the largest decoded body in bytes
 * @param memory the budget that the value counts against
 */
record AnswerReader(long maxBody, MemoryBudget.Share memory) {
    /**
     * The answer's value; null for an empty body.
     *
     * @throws Failure if the status is not a success, or the body cannot be read or is too large
     */
    @Nullable
    Object read(HttpAnswer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw HttpFailures.status(answer.status(), answer.retryAfter());
        }
        byte[] body = new ContentEncoding(maxBody, memory).decoded(answer);
        if (body.length == 0) {
            return null;
        }
        AnswerType type = AnswerType.of(answer.contentType());
        @Nullable Object value = type.isJson() || looksLikeJson(body) ? jsonOrText(type, body) : text(type, body);
        if (body != answer.body()) {
            memory.giveBack(body.length);
        }
        return value;
    }

    private @Nullable Object jsonOrText(AnswerType type, byte[] body) {
        try {
            // Not from bytes: the parser of bytes accepts overlong UTF-8, with which one text can pass as another.
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

    /** Whether the first character opens an object or a list. Zeros before it are skipped, as UTF-16 has them. */
    private static boolean looksLikeJson(byte[] body) {
        int start = AnswerType.markLength(body);
        while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        return start < body.length && (body[start] == '{' || body[start] == '[');
    }
}
