package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Collects the content of an answer as it arrives, up to a limit. For an answer that is not a success it only counts bytes.
 */
final class AnswerBody {
    private static final byte[] NOTHING = new byte[0];
    private static final long LARGEST_FIRST_GUESS = 1 << 20;

    private final long limit;
    private final boolean head;
    private final Attempt attempt;
    private boolean kept;
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
        this.head = request.method().equals("HEAD");
        this.attempt = attempt;
    }

    /** Whether the answer is no longer needed. */
    boolean isAbandoned() {
        return attempt.isAbandoned();
    }

    /** Starts collecting for an answer, of which status and headers have come. */
    void begin(HttpClientResponse response) {
        kept = response.statusCode() / 100 == 2;
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

    /** @throws Failure if the execution's memory budget is used up */
    void add(Buffer chunk) {
        length += chunk.length();
        if (!kept || isTooLarge()) {
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

    Failure tooLarge() {
        return Failure.of(Failure.Code.TOO_LARGE, "the upstream's answer is larger than " + limit + " bytes");
    }

    HttpAnswer answer(HttpClientResponse response) {
        return new HttpAnswer(
                response.statusCode(),
                header(response, "content-type"),
                header(response, "content-encoding"),
                RetryAfter.of(response),
                content == null ? NOTHING : content.getBytes());
    }

    /** The header's value; several values are joined with commas. Empty if the header is absent. */
    private static String header(HttpClientResponse response, String name) {
        return String.join(",", response.headers().getAll(name));
    }
}
