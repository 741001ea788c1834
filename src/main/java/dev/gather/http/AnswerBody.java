package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;

/**
 * Collects the content of an answer as it arrives, up to a limit. Of an answer that is a failure it keeps only a short one,
 * and only if it is needed.
 */
final class AnswerBody {
    private static final byte[] NOTHING = new byte[0];

    /** How much faster the room for an answer of known length grows: it never gets larger than the answer. */
    private static final int GROWTH = 4;

    private final long limit;
    private final boolean head;
    private final AnswerRules rules;
    private final Attempt attempt;
    private boolean success;
    private long most;
    private long length;
    private long declared;
    private byte[] content = NOTHING;
    private int kept;

    /**
     * @param request the request that is answered, whose upstream limits the size
     * @param attempt whose memory budget the collected bytes count against
     */
    AnswerBody(HttpRequest request, Attempt attempt) {
        this.limit = request.upstream().maxBody();
        // The answer to HEAD has no content, but declares the length that it would have for GET.
        this.head = request.message().method().equals("HEAD");
        this.rules = request.answers();
        this.attempt = attempt;
    }

    /** Starts collecting for an answer, of which status and headers have come. */
    void begin(HttpClientResponse response) {
        success = rules.accept(response.statusCode());
        most = success ? limit : rules.keepsFailures() ? Math.min(limit, FailureBody.MOST) : 0;
        forget();
        boolean empty = head || response.statusCode() == 204 || response.statusCode() == 304;
        declared = empty ? 0 : declaredLength(response);
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
            forget();
            return;
        }
        attempt.memory().take(chunk.length());
        int end = kept + chunk.length();
        if (end > content.length) {
            content = Arrays.copyOf(content, room(end));
        }
        chunk.getBytes(content, kept);
        kept = end;
    }

    /**
     * How large the array has to be. It is never more than a few times what has come, whatever length the upstream declares,
     * and in the end as large as the answer if that is known, so that it need not be copied.
     */
    private int room(int needed) {
        if (declared >= needed) {
            return (int) Math.min((long) GROWTH * needed, declared);
        }
        return kept == 0 ? needed : (int) Math.min(2L * needed, Math.min(limit, Integer.MAX_VALUE));
    }

    private void forget() {
        content = NOTHING;
        kept = 0;
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
        byte[] body = kept == content.length ? content : Arrays.copyOf(content, kept);
        return new HttpAnswer(response.statusCode(), response.headers(), body);
    }
}
