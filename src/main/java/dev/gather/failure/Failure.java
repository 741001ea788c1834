package dev.gather.failure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What went wrong, for whoever has to know: the caller, a fallback, the log, the report. The message is harmless: it names
 * neither hosts nor SQL nor values, and may be shown to a caller. What only the log may know is its detail.
 *
 * <p>Whoever makes a failure says what it means for the same question asked again; nobody infers that later.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The closed list of what can go wrong. The names are stable: users write them in fallbacks and alarms. */
    public enum Code {
        /** The request or event cannot be understood. */
        INVALID_REQUEST(400),
        /** The input breaks the composition's schema. */
        INVALID_INPUT(400),
        /** No composition has that name. */
        UNKNOWN_COMPOSITION(404),
        /** No composition answers that path. */
        UNKNOWN_ROUTE(404),
        /** The path exists, but not for this method. */
        METHOD_NOT_ALLOWED(405),
        /** The caller's body is larger than allowed. */
        BODY_TOO_LARGE(413),
        /** The caller's body is of a media type that is not understood. */
        UNSUPPORTED_MEDIA_TYPE(415),

        /** A source whose absence means that there is no answer found nothing. */
        NOT_FOUND(404),
        /** The upstream does not have what was asked for. */
        MISSING(502),
        /** No answer in the time available, from a source or as a whole. */
        TIMEOUT(504),
        /** No connection, or it broke. */
        CONNECTION(502),
        /** The backend was not asked, since it had failed too often just before. */
        CIRCUIT_OPEN(502),
        /** The upstream answered with a status that is not a success. */
        STATUS(502),
        /** The answer cannot be read: not the JSON that it claims to be, or rows that make no object. */
        MALFORMED(502),
        /** The upstream's answer, or the list of elements to ask for, is larger than allowed. */
        TOO_LARGE(502),
        /** The database refused the query. */
        QUERY(502),
        /** An expression of a source cannot be evaluated over the values that came. */
        EXPRESSION(502),
        /** A value cannot stand where the request would put it. */
        UNSAFE_VALUE(502),

        /** The output cannot be made of the sources' values. */
        OUTPUT(500),
        /** The answer is larger than the front door takes. */
        ANSWER_TOO_LARGE(502),
        /** The compositions have problems; only dev mode runs with such. */
        INVALID_COMPOSITIONS(500),
        /** A fault of Gather's own. */
        INTERNAL(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        /** What an answer that fails with it is in HTTP's terms. */
        public int status() {
            return status;
        }

        /** The name as users write it: {@code circuit-open}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a failure says of the same question, asked again. */
    private enum Outlook {
        /** It fails again, and the backend is not to blame. */
        LASTING,
        /** It is likely to fail again, and the backend is to blame. */
        BACKEND,
        /** It may well be answered a moment later; the backend is to blame for now. */
        TEMPORARY
    }

    private final Code code;
    private final Outlook outlook;
    private final transient About about;

    /**
     * What is known besides.
     *
     * @param detail for the log alone
     * @param status the upstream's HTTP status
     * @param retryAfter how long the upstream asks to wait
     * @param violations every way in which an input breaks its schema
     */
    private record About(String detail, OptionalInt status, Optional<Duration> retryAfter, List<Violation> violations) {
        static final About NOTHING = new About("", OptionalInt.empty(), Optional.empty(), List.of());
    }

    private Failure(Code code, String message, Outlook outlook, About about) {
        super(message, null, false, false);
        this.code = code;
        this.outlook = outlook;
        this.about = about;
    }

    /**
     * A failure that the same question meets again.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static Failure of(Code code, String message) {
        return new Failure(code, message, Outlook.LASTING, About.NOTHING);
    }

    /**
     * A failure of the backend that may pass: the same question may well be answered a moment later.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static Failure temporary(Code code, String message) {
        return new Failure(code, message, Outlook.TEMPORARY, About.NOTHING);
    }

    /** An input that breaks its schema in these ways. */
    public static Failure invalidInput(String message, List<Violation> violations) {
        About about = new About("", OptionalInt.empty(), Optional.empty(), List.copyOf(violations));
        return new Failure(Code.INVALID_INPUT, message, Outlook.LASTING, about);
    }

    /** The same, for which the backend rather than the question is to blame. */
    public Failure ofBackend() {
        return new Failure(code, getMessage(), outlook == Outlook.LASTING ? Outlook.BACKEND : outlook, about);
    }

    /**
     * The same, with more for the log.
     *
     * @param detail for the log alone; never a value that may be a secret
     */
    public Failure withDetail(String detail) {
        return with(new About(detail, about.status, about.retryAfter, about.violations));
    }

    /**
     * The same, with what the upstream said.
     *
     * @param status its HTTP status
     * @param retryAfter how long it asks to wait before it is asked again
     */
    public Failure answered(int status, Optional<Duration> retryAfter) {
        return with(new About(about.detail, OptionalInt.of(status), retryAfter, about.violations));
    }

    private Failure with(About more) {
        return new Failure(code, getMessage(), outlook, more);
    }

    /** The same, as the failure of an execution that cannot do without that source. */
    public Failure ofSource(String name) {
        return new Failure(code, "the source '" + name + "' failed: " + getMessage(), outlook, about);
    }

    /** What kind of failure it is. */
    public Code code() {
        return code;
    }

    /** Whether the same question may well be answered a moment later. */
    public boolean isTemporary() {
        return outlook == Outlook.TEMPORARY;
    }

    /** Whether the backend, rather than the question, is to blame. */
    public boolean isOfBackend() {
        return outlook != Outlook.LASTING;
    }

    /** The upstream's HTTP status, where there was one. */
    public OptionalInt status() {
        return about.status;
    }

    /** How long the upstream asks to wait before it is asked again. */
    public Optional<Duration> retryAfter() {
        return about.retryAfter;
    }

    /** Every way in which an input breaks its schema; empty for other failures. */
    public List<Violation> violations() {
        return about.violations;
    }

    /** More about it, for the log alone; may be empty. */
    public String detail() {
        return about.detail;
    }

    /** All that the log may know: code, message and detail. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message alone is what callers may see
    public String toString() {
        return code + ": " + getMessage() + (detail().isEmpty() ? "" : " (" + detail() + ")");
    }
}
