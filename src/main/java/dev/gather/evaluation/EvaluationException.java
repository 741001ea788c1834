package dev.gather.evaluation;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression cannot be evaluated over the values of this execution, or its author refuses these values. The message of a
 * fault names types and never a value, so it may be shown to a caller and logged. {@link #place()} names the file, and is for
 * the log alone.
 */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String LATE = "it took too long";

    private final Fault fault;
    private final String path;
    private final String place;

    /**
     * What is wrong.
     *
     * @param code JSONata's code for it; empty if there is none
     * @param where the function and the character in the expression, to be read after the code; may be empty
     * @param text the fault, or the author's words
     * @param status the status of a refusal, 0 if its author gives none; null for a fault
     */
    private record Fault(
            String code,
            String where,
            String text,
            @Nullable Integer status) implements Serializable {
        String message() {
            return code.isEmpty() ? text : "JSONata error " + code + where + ": " + text;
        }
    }

    /** @param message the fault, without any value */
    public EvaluationException(String message) {
        this(new Fault("", "", message, null), "", "");
    }

    private EvaluationException(Fault fault, String path, String place) {
        super(null, null, false, false);
        this.fault = fault;
        this.path = path;
        this.place = place;
    }

    private static EvaluationException of(Fault fault) {
        return new EvaluationException(fault, "", "");
    }

    /**
     * What an expression refuses by itself, with {@code $error} or {@code $assert}: a message of its author for the caller.
     *
     * @param message the author's words
     * @param status the HTTP status of the answer, from 400 to 599; 0 if the author gives none
     */
    public static EvaluationException refused(String message, int status) {
        return of(new Fault("", "", message, status));
    }

    /** Whether the expression's author refuses these values, instead of failing on them. */
    public boolean isRefusal() {
        return fault.status() != null;
    }

    /** The HTTP status that goes with a refusal; 0 if its author gives none. */
    public int status() {
        return fault.status() == null ? 0 : fault.status();
    }

    /**
     * A fault that JSONata has a code for.
     *
     * @param fault the fault, without any value
     */
    public static EvaluationException of(String code, String fault) {
        return of(new Fault(code, "", fault, null));
    }

    /** An evaluation that was stopped because its time was up. */
    static EvaluationException late() {
        return of(new Fault("", "", LATE, null));
    }

    /** Whether the evaluation only ran out of time. */
    public boolean isLate() {
        return !isRefusal() && fault.text().equals(LATE);
    }

    /** A copy whose message starts with a place in a document; a refusal's message stays its author's. */
    public EvaluationException within(String document) {
        return isRefusal() ? this : new EvaluationException(fault, document + ": " + path, place);
    }

    /**
     * A copy with the place of the fault; unchanged if it has an inner place already.
     *
     * @param function the built-in function that failed, if it was one
     * @param offset where the expression calls it, in characters from 0
     */
    public EvaluationException in(Optional<String> function, int offset) {
        if (fault.code().isEmpty() || !fault.where().isEmpty()) {
            return this;
        }
        String where = function.map(name -> " in $" + name).orElse("") + " at character " + (offset + 1);
        return new EvaluationException(new Fault(fault.code(), where, fault.text(), fault.status()), path, place);
    }

    /**
     * A copy that knows where the expression stands; unchanged if it knows that already.
     *
     * @param expression its file, line and column, and its path in the file; empty if it is in no file
     */
    public EvaluationException withPlace(String expression) {
        return place.isEmpty() ? new EvaluationException(fault, path, expression) : this;
    }

    /** Where the expression stands: {@code file:line:column path}, or empty. For the log. */
    public String place() {
        return place;
    }

    @Override
    public String getMessage() {
        return path + fault.message();
    }
}
