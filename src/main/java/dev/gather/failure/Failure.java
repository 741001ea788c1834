package dev.gather.failure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a source or of a call, as the caller, a fallback, the log and the report see it. Its message may be shown to a
 * caller, and so has no hosts, SQL or values in it; its detail is for the log alone.
 *
 * <p>A failure also says whether the same request may succeed later, and whether the backend is at fault; this is decided
 * where the failure is created.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The closed list of failures. Their names are stable: users write them in fallbacks and alarms. */
    public enum Code {
        /** The request or event is malformed. */
        INVALID_REQUEST(400),
        /** The input violates the composition's schema. */
        INVALID_INPUT(400),
        /** No composition has this name. */
        UNKNOWN_COMPOSITION(404),
        /** No composition has a route for this path. */
        UNKNOWN_ROUTE(404),
        /** A route for this path exists, but not with this method. */
        METHOD_NOT_ALLOWED(405),
        /** The caller's body is larger than allowed. */
        BODY_TOO_LARGE(413),
        /** The caller's body has an unsupported media type. */
        UNSUPPORTED_MEDIA_TYPE(415),

        /** An upstream answered with 404, or a row is absent. */
        MISSING(502),
        /** No answer in time, from a source or as a whole. */
        TIMEOUT(504),
        /** No connection could be opened, or it broke. */
        CONNECTION(502),
        /** No request was sent, since the backend's circuit breaker is open after too many recent failures. */
        CIRCUIT_OPEN(502),
        /** The upstream answered with a status that is not a success. */
        STATUS(502),
        /** The answer cannot be read: it is not valid JSON, or its rows cannot be objects. */
        MALFORMED(502),
        /** The upstream's answer, or the list of {@code forEach}, is larger than allowed. */
        TOO_LARGE(502),
        /** The database refused the query. */
        QUERY(502),
        /** The database does not take a value that it was given. */
        INVALID_VALUE(502),
        /** An expression of a source failed on the values that it was given, which is its author's fault. */
        EXPRESSION(500),
        /** The request cannot hold a value in its place. */
        UNSAFE_VALUE(502),
        /** The composition does not accept an answer or a call: {@code require}, {@code assert}, {@code $error}. */
        REFUSED(502),
        /** A write was sent, and nothing says whether it was done. */
        UNKNOWN(504),

        /** An expression of the output failed on the sources' values. */
        OUTPUT(500),
        /** The answer is larger than the front door allows. */
        ANSWER_TOO_LARGE(502),
        /** The compositions have problems; occurs only in dev mode, since otherwise the application does not start. */
        INVALID_COMPOSITIONS(500),
        /** Too many requests are at work; occurs only in a container. */
        OVERLOADED(503),
        /** A bug in Gather. */
        INTERNAL(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        /** The HTTP status of an answer with this failure. */
        public int status() {
            return status;
        }

        /** The name as users write it: {@code circuit-open}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether the same request may succeed later, and who is at fault. */
    private enum Outlook {
        /** It fails again; the backend is not at fault. */
        LASTING,
        /** It is likely to fail again; the backend is at fault. */
        BACKEND,
        /** It may succeed a moment later; the backend is not at fault. */
        PASSING,
        /** It may succeed a moment later; the backend is at fault for now. */
        TEMPORARY
    }

    private final Code code;
    private final String message;
    private final Outlook outlook;
    private final transient About about;

    /**
     * Further properties.
     *
     * @param detail more for the log alone; may be empty
     * @param answer the upstream's answer
     * @param verdict the HTTP status of the whole answer, if the composition decides it
     * @param violations all violations of the input's schema
     */
    private record About(String detail, Optional<Answer> answer, Optional<Ruling> verdict, List<Violation> violations) {
        static final About NOTHING = new About("", Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * What the composition decides about the whole answer.
     *
     * @param status its HTTP status
     * @param replaceable whether a fallback may still replace the failure
     */
    private record Ruling(int status, boolean replaceable) {}

    /**
     * The answer of an upstream that is a failure.
     *
     * @param status its HTTP status
     * @param retryAfter how long it asks to wait before the next request
     * @param marks the headers, by name in lower case, that make it a failure where the status does not
     * @param body its body as JSON or text; null if it has none, or it is too large to keep
     */
    public record Answer(
            int status,
            Optional<Duration> retryAfter,
            Map<String, String> marks,
            @Nullable Object body) {
        /** One that fails by its status. */
        public Answer(int status, Optional<Duration> retryAfter, @Nullable Object body) {
            this(status, retryAfter, Map.of(), body);
        }
    }

    private Failure(Code code, String message, Outlook outlook, About about) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
        this.outlook = outlook;
        this.about = about;
    }

    /**
     * A failure that the same request would have again.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static Failure of(Code code, String message) {
        return new Failure(code, message, Outlook.LASTING, About.NOTHING);
    }

    /**
     * A failure of the backend after which the same request may succeed a moment later.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static Failure temporary(Code code, String message) {
        return new Failure(code, message, Outlook.TEMPORARY, About.NOTHING);
    }

    /**
     * A failure after which the same request may succeed a moment later, and for which the backend is not at fault, such as a
     * deadlock.
     *
     * @param message what happened, without hosts, SQL or values
     */
    public static Failure passing(Code code, String message) {
        return new Failure(code, message, Outlook.PASSING, About.NOTHING);
    }

    /** The failure of a backend that has not answered in time. */
    public static Failure late() {
        return temporary(Code.TIMEOUT, "no answer in time");
    }

    /** The failure of a write that was sent, if nothing says whether it was done. */
    public static Failure unknown() {
        return temporary(Code.UNKNOWN, "the write was sent and not answered: it may have been done");
    }

    /** The failure of an input with these violations of its schema. */
    public static Failure invalidInput(String message, List<Violation> violations) {
        About about = new About("", Optional.empty(), Optional.empty(), List.copyOf(violations));
        return new Failure(Code.INVALID_INPUT, message, Outlook.LASTING, about);
    }

    /** A copy for which the backend is at fault. */
    public Failure ofBackend() {
        return new Failure(code, getMessage(), outlook == Outlook.LASTING ? Outlook.BACKEND : outlook, about);
    }

    /**
     * A copy with a detail.
     *
     * @param detail more for the log alone; never a value that may be secret
     */
    public Failure withDetail(String detail) {
        return with(new About(detail, about.answer, about.verdict, about.violations));
    }

    /** A copy with the upstream's answer. */
    public Failure answered(Answer answer) {
        return with(new About(about.detail, Optional.of(answer), about.verdict, about.violations));
    }

    /**
     * A copy that decides the HTTP status of the whole answer, unless a fallback replaces it.
     *
     * @param status from 400 to 599
     */
    public Failure answeredWith(int status) {
        return with(new About(about.detail, about.answer, Optional.of(new Ruling(status, true)), about.violations));
    }

    /** A copy that decides the HTTP status of the whole answer, unless it does so already. */
    public Failure orAnsweredWith(int status) {
        return isVerdict() ? this : answeredWith(status);
    }

    /** A copy that no fallback replaces, so that it decides the HTTP status of the whole answer. */
    public Failure irreplaceable() {
        return with(new About(about.detail, about.answer, Optional.of(new Ruling(status(), false)), about.violations));
    }

    private Failure with(About other) {
        return new Failure(code, getMessage(), outlook, other);
    }

    /** A copy with another message. */
    public Failure saying(String other) {
        return new Failure(code, other, outlook, about);
    }

    /** A copy whose message names the source that failed, for the failure of the whole execution. */
    public Failure ofSource(String name) {
        return saying("the source '" + name + "' failed: " + getMessage());
    }

    /** What happened, without hosts, SQL or values. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The failure's code. */
    public Code code() {
        return code;
    }

    /** Whether the same request may succeed a moment later. */
    public boolean isTemporary() {
        return outlook == Outlook.TEMPORARY || outlook == Outlook.PASSING;
    }

    /** Whether the backend is at fault, and not the request. */
    public boolean isBackendFault() {
        return outlook == Outlook.BACKEND || outlook == Outlook.TEMPORARY;
    }

    /** The upstream's answer, if it answered at all. */
    public Optional<Answer> answer() {
        return about.answer;
    }

    /** The HTTP status of an answer with this failure. */
    public int status() {
        return about.verdict.map(Ruling::status).orElse(code.status());
    }

    /** Whether the composition decides the HTTP status of the whole answer. */
    public boolean isVerdict() {
        return about.verdict.isPresent();
    }

    /** Whether a fallback may replace it. */
    public boolean isReplaceable() {
        return about.verdict.map(Ruling::replaceable).orElse(true);
    }

    /** All violations of the input's schema; empty for other failures. */
    public List<Violation> violations() {
        return about.violations;
    }

    /** More for the log alone; may be empty. */
    public String detail() {
        return about.detail;
    }

    /** The failure for the log: code, message and detail. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message alone is what callers may see
    public String toString() {
        return code + ": " + getMessage() + (detail().isEmpty() ? "" : " (" + detail() + ")");
    }
}
