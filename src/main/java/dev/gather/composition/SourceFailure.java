package dev.gather.composition;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Why a source has no value. The message is harmless: it names neither hosts nor SQL nor values, and may be shown to a
 * caller. What only the log may know is in {@link #detail()}.
 */
public final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; stable, as users write it in fallbacks and alarms. */
    public enum Code {
        /** The upstream does not have what was asked for. */
        MISSING,
        /** No answer in the time that there was. */
        TIMEOUT,
        /** No connection, or it broke. */
        CONNECTION,
        /** The upstream answered with a status that is not a success. */
        STATUS,
        /** The answer cannot be read: not the JSON that it claims to be, or rows that make no object. */
        MALFORMED,
        /** The answer is larger than allowed. */
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

    private SourceFailure(Code code, int status, String message, String detail) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.detail = detail;
    }

    /**
     * A failure that the caller and the log may know alike.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static SourceFailure of(Code code, String message) {
        return new SourceFailure(code, 0, message, "");
    }

    /**
     * A failure of which the log may know more.
     *
     * @param detail for the log alone; never a value that may be a secret
     */
    public static SourceFailure of(Code code, String message, String detail) {
        return new SourceFailure(code, 0, message, detail);
    }

    /** The upstream's status is not a success. */
    public static SourceFailure status(int status) {
        return new SourceFailure(
                status == 404 ? Code.MISSING : Code.STATUS, status, "the upstream answered " + status, "");
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
