package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * The content of an answer while it comes in, up to a limit. Of an answer that is no success nothing is kept but its size.
 */
final class AnswerBody {
    private static final byte[] NOTHING = new byte[0];
    private static final long LARGEST_FIRST_GUESS = 1 << 20;

    private final long most;
    private final boolean head;
    private final Attempt attempt;
    private boolean kept;
    private long length;
    private Buffer content;
    private boolean copied;

    /**
     * @param asked what is answered
     * @param most the most bytes that it may have
     * @param attempt of whose memory it takes what it keeps
     */
    AnswerBody(HttpRequest asked, long most, Attempt attempt) {
        this.most = most;
        // It says how long the body of a GET would be, and has none.
        this.head = asked.method().equals("HEAD");
        this.attempt = attempt;
    }

    /** Whether nobody waits for the answer any more. */
    boolean isAbandoned() {
        return attempt.isAbandoned();
    }

    /** Starts with an answer's head. */
    void begin(HttpClientResponse response) {
        kept = response.statusCode() / 100 == 2;
        content = null;
        copied = false;
        boolean empty = head || response.statusCode() == 204 || response.statusCode() == 304;
        long declared = empty ? 0 : declaredLength(response);
        length = declared > most ? declared : 0;
    }

    private static long declaredLength(HttpClientResponse response) {
        try {
            String length = response.getHeader("content-length");
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** @throws dev.gather.failure.Failure if it does not fit the memory */
    void add(Buffer chunk) {
        length += chunk.length();
        if (!kept || isTooLarge()) {
            return;
        }
        attempt.memory().take(chunk.length());
        if (content == null) {
            content = chunk;
        } else {
            own().appendBuffer(chunk);
        }
    }

    /** The first chunk is kept as it came, which most answers need no more than. */
    private Buffer own() {
        if (!copied) {
            copied = true;
            content = Buffer.buffer((int) Math.min(4 * length, LARGEST_FIRST_GUESS))
                    .appendBuffer(content);
        }
        return content;
    }

    boolean isTooLarge() {
        return length > most;
    }

    Failure tooLarge() {
        return Failure.of(Failure.Code.TOO_LARGE, "the upstream's answer is larger than " + most + " bytes");
    }

    HttpAnswer answer(HttpClientResponse response) {
        return new HttpAnswer(
                response.statusCode(),
                header(response, "content-type"),
                header(response, "content-encoding"),
                RetryAfter.of(response),
                content == null ? NOTHING : content.getBytes());
    }

    /** The header's value; several are joined with commas. Empty if it is not there. */
    private static String header(HttpClientResponse response, String name) {
        return String.join(",", response.headers().getAll(name));
    }
}
