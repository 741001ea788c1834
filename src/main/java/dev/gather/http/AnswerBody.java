package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Collects the content of an answer as it arrives, up to a limit. Of an answer that is a failure it keeps only a short one,
 * and only if it is needed.
 */
final class AnswerBody {
    private static final byte[] NOTHING = new byte[0];
    private static final long LARGEST_FIRST_GUESS = 1 << 20;

    private final long limit;
    private final boolean head;
    private final AnswerRules rules;
    private final Attempt attempt;
    private boolean success;
    private long most;
    private long length;
    private @Nullable Buffer content;
    private boolean copied;

    /**
     * @param request the request that is answered
     * @param limit the largest size in bytes
     * @param attempt whose memory budget the collected bytes count against
     */
    AnswerBody(HttpRequest request, long limit, Attempt attempt) {
        this.limit = limit;
        // The answer to HEAD has no content, but declares the length that it would have for GET.
        this.head = request.message().method().equals("HEAD");
        this.rules = request.answers();
        this.attempt = attempt;
    }

    /** Whether the answer is no longer needed. */
    boolean isAbandoned() {
        return attempt.isAbandoned();
    }

    /** Starts collecting for an answer, of which status and headers have come. */
    void begin(HttpClientResponse response) {
        success = rules.accept(response.statusCode());
        most = success ? limit : rules.keepsFailures() ? Math.min(limit, FailureBody.MOST) : 0;
        content = null;
        copied = false;
        boolean empty = head || response.statusCode() == 204 || response.statusCode() == 304;
        long declared = empty ? 0 : declaredLength(response);
        length = declared > limit ? declared : 0;
    }

    private static long declaredLength(HttpClientResponse response) {
        try {
            String length = response.getHeader("content-length");
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** @throws Failure if the execution's memory budget is used up, which a failure's body never is the reason of */
    void add(Buffer chunk) {
        length += chunk.length();
        if (length > most || (!success && attempt.memory().left() < chunk.length())) {
            most = 0;
            content = null;
            return;
        }
        attempt.memory().take(chunk.length());
        if (content == null) {
            content = chunk;
        } else {
            content = growing(content).appendBuffer(chunk);
        }
    }

    /** The first chunk is kept as it is, since most answers have only one. It is copied when a second one comes. */
    private Buffer growing(Buffer first) {
        if (copied) {
            return first;
        }
        copied = true;
        return Buffer.buffer((int) Math.min(4 * length, LARGEST_FIRST_GUESS)).appendBuffer(first);
    }

    boolean isTooLarge() {
        return length > limit;
    }

    /** The failure of an answer that is too large. A status that is a failure counts even then. */
    Failure tooLarge(HttpClientResponse response) {
        return success
                ? Failure.of(Failure.Code.TOO_LARGE, "the upstream's answer is larger than " + limit + " bytes")
                : HttpFailures.status(answer(response), null);
    }

    HttpAnswer answer(HttpClientResponse response) {
        return new HttpAnswer(
                response.statusCode(), response.headers(), content == null ? NOTHING : content.getBytes());
    }
}
