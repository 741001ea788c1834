package dev.gather.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * The content of an answer while it comes in, up to a limit. Of an answer that is no success nothing is kept but its size.
 */
final class AnswerBody {
    private static final byte[] NOTHING = new byte[0];
    private static final long LARGEST_FIRST_GUESS = 1 << 20;

    private final long most;
    private final boolean kept;
    private long length;
    private Buffer content;
    private boolean copied;

    private AnswerBody(long most, boolean kept, long declared) {
        this.most = most;
        this.kept = kept;
        this.length = declared > most ? declared : 0;
    }

    static AnswerBody of(HttpRequest asked, HttpClientResponse response, long most) {
        // A HEAD says how long the body of a GET would be, and has none.
        long declared = asked.method().equals("HEAD") ? 0 : declaredLength(response);
        return new AnswerBody(most, response.statusCode() / 100 == 2, declared);
    }

    private static long declaredLength(HttpClientResponse response) {
        try {
            String length = response.getHeader("content-length");
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    void add(Buffer chunk) {
        length += chunk.length();
        if (!kept || isTooLarge()) {
            return;
        }
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

    HttpAnswer answer(HttpClientResponse response) {
        return new HttpAnswer(
                response.statusCode(),
                header(response, "content-type"),
                header(response, "content-encoding"),
                RetryAfter.parse(response.getHeader("retry-after")),
                content == null ? NOTHING : content.getBytes());
    }

    /** The header's value; several are joined with commas. Empty if it is not there. */
    private static String header(HttpClientResponse response, String name) {
        return String.join(",", response.headers().getAll(name));
    }
}
