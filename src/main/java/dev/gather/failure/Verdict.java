package dev.gather.failure;

import java.util.Arrays;
import java.util.Locale;

/**
 * The meaning of an HTTP status that a composition decides for the whole answer, as RFC 9110 and RFC 6585 name it. Its names
 * are stable: they are problem types and error types.
 */
public enum Verdict {
    BAD_REQUEST(400, "Bad request"),
    UNAUTHORIZED(401, "Unauthorized"),
    PAYMENT_REQUIRED(402, "Payment required"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    CONFLICT(409, "Conflict"),
    GONE(410, "Gone"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    UNPROCESSABLE_CONTENT(422, "Unprocessable content"),
    LOCKED(423, "Locked"),
    PRECONDITION_REQUIRED(428, "Precondition required"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    SERVICE_UNAVAILABLE(503, "Service unavailable"),
    /** Any other status. */
    REFUSED(0, "Refused");

    private final int status;
    private final String title;

    Verdict(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The meaning of a status. */
    public static Verdict of(int status) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.status == status)
                .findFirst()
                .orElse(REFUSED);
    }

    /** The status; 0 for {@link #REFUSED}, which is every other. */
    public int status() {
        return status;
    }

    /** The name in words, for people. */
    public String title() {
        return title;
    }

    /** The name of its problem type: {@code not-found}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
