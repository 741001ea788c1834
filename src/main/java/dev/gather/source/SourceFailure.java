package dev.gather.source;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Why a source has no value. The message is harmless: it names neither hosts nor SQL nor values, and may be shown to a
 * caller. What only the log may know is in {@link #detail()}.
 */
public final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The statuses that say: not now. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    /** What kind of failure it is; stable, as users write it in fallbacks and alarms. */
    public enum Code {
        /** The upstream does not have what was asked for. */
        MISSING,
        /** No answer in the time that there was. */
        TIMEOUT,
        /** No connection, or it broke. */
        CONNECTION,
        /** It was not asked, since it had failed too often just before. */
        CIRCUIT_OPEN,
        /** The upstream answered with a status that is not a success. */
        STATUS,
        /** The answer cannot be read: not the JSON that it claims to be, or rows that make no object. */
        MALFORMED,
        /** The answer, or the list of elements to ask for, is larger than allowed. */
        TOO_LARGE,
        /** The database refused the query. */
        QUERY,
        /** An expression cannot be evaluated over the values that came. */
        EXPRESSION,
        /** A value cannot stand where the request would put it. */
        UNSAFE_VALUE,
        /** A fault of Gather's own. */
        INTERNAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Code code;
    private final int status;
    private final String detail;
    private final transient Optional<Duration> retryAfter;

    private SourceFailure(Code code, int status, String message, String detail, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /**
     * A failure that the caller and the log may know alike.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static SourceFailure of(Code code, String message) {
        return of(code, message, "");
    }

    /**
     * A failure of which the log may know more.
     *
     * @param detail for the log alone; never a value that may be a secret
     */
    public static SourceFailure of(Code code, String message, String detail) {
        return new SourceFailure(code, 0, message, detail, Optional.empty());
    }

    /**
     * The upstream's status is not a success.
     *
     * @param retryAfter how long the upstream asks to wait before it is asked again
     */
    public static SourceFailure status(int status, Optional<Duration> retryAfter) {
        Code code = status == 404 ? Code.MISSING : Code.STATUS;
        return new SourceFailure(code, status, "the upstream answered " + status, "", retryAfter);
    }

    /** Whether the same question may well be answered a moment later. */
    public boolean isTransient() {
        return code == Code.CONNECTION || code == Code.TIMEOUT || PASSING.contains(status);
    }

    /** Whether the backend, rather than the question, is to blame. */
    public boolean isOfBackend() {
        return isTransient() || status >= 500;
    }

    /** How long the upstream asks to wait before it is asked again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What kind of failure it is. */
    public Code code() {
        return code;
    }

    /** The upstream's HTTP status, where there was one. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** All that the log may know: code, message and detail. */
    @Override
    public String toString() {
        return code + ": " + getMessage() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    /** More about it, for the log alone; may be empty. */
    public String detail() {
        return detail;
    }
}
