package dev.gather.evaluation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression cannot be evaluated over the values of this execution. The message states the fault without any value,
 * so it may be shown to a caller and logged.
 */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String LATE = "it took too long";

    private final String code;
    private final String place;
    private final String fault;
    private final @Nullable Integer status;

    /** @param message the fault, without any value */
    public EvaluationException(String message) {
        this("", "", message, null);
    }

    private EvaluationException(String code, String place, String fault, @Nullable Integer status) {
        super(null, null, false, false);
        this.code = code;
        this.place = place;
        this.fault = fault;
        this.status = status;
    }

    /**
     * What an expression refuses by itself, with {@code $error} or {@code $assert}: a message of its author for the caller.
     *
     * @param message the author's words
     * @param status the HTTP status of the answer, from 400 to 599; 0 if the author gives none
     */
    public static EvaluationException refused(String message, int status) {
        return new EvaluationException("", "", message, status);
    }

    /** Whether the expression's author refuses these values, instead of failing on them. */
    public boolean isRefusal() {
        return status != null;
    }

    /** The HTTP status that goes with a refusal; 0 if its author gives none. */
    public int status() {
        return status == null ? 0 : status;
    }

    /**
     * A fault that JSONata has a code for.
     *
     * @param fault the fault, without any value
     */
    public static EvaluationException of(String code, String fault) {
        return new EvaluationException(code, "", fault, null);
    }

    /** An evaluation that was stopped because its time was up. */
    static EvaluationException late() {
        return new EvaluationException("", "", LATE, null);
    }

    /** Whether the evaluation only ran out of time. */
    public boolean isLate() {
        return !isRefusal() && fault.endsWith(LATE);
    }

    /** A copy whose message starts with a place in a document. */
    public EvaluationException within(String path) {
        return isRefusal() ? this : new EvaluationException(path + ": " + getMessage());
    }

    /**
     * A copy with the place of the fault; unchanged if it has an inner place already.
     *
     * @param function the built-in function that failed, if it was one
     * @param offset where the expression calls it, in characters from 0
     */
    public EvaluationException in(Optional<String> function, int offset) {
        if (code.isEmpty() || !place.isEmpty()) {
            return this;
        }
        String where = function.map(name -> " in $" + name).orElse("") + " at character " + (offset + 1);
        return new EvaluationException(code, where, fault, status);
    }

    @Override
    public String getMessage() {
        return code.isEmpty() ? fault : "JSONata error " + code + place + ": " + fault;
    }
}
