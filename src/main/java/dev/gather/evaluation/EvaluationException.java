package dev.gather.evaluation;

import java.util.Optional;

/**
 * An expression that could not be evaluated over the values of this execution. Its message names the fault and never a
 * value, so that it may be shown to a caller and written to a log.
 */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String LATE = "it took too long";

    private final String code;
    private final String place;
    private final String fault;

    /** @param message the fault without any value in it */
    public EvaluationException(String message) {
        this("", "", message);
    }

    private EvaluationException(String code, String place, String fault) {
        super(null, null, false, false);
        this.code = code;
        this.place = place;
        this.fault = fault;
    }

    /**
     * A fault that JSONata has a code for.
     *
     * @param fault what is wrong, without any value
     */
    public static EvaluationException of(String code, String fault) {
        return new EvaluationException(code, "", fault);
    }

    /** The evaluation was stopped, since its time was up. */
    static EvaluationException late() {
        return new EvaluationException("", "", LATE);
    }

    /** Whether it is nothing but time that was missing. */
    public boolean isLate() {
        return fault.endsWith(LATE);
    }

    /** The same, with the place in a document before it. */
    public EvaluationException within(String path) {
        return new EvaluationException(path + ": " + getMessage());
    }

    /**
     * The same with the place of the fault, unless an inner place is known already.
     *
     * @param function the built-in function in which it happened, if it was one
     * @param offset where the expression calls it, in characters from 0
     */
    public EvaluationException in(Optional<String> function, int offset) {
        if (code.isEmpty() || !place.isEmpty()) {
            return this;
        }
        String where = function.map(name -> " in $" + name).orElse("") + " at character " + (offset + 1);
        return new EvaluationException(code, where, fault);
    }

    @Override
    public String getMessage() {
        return code.isEmpty() ? fault : "JSONata error " + code + place + ": " + fault;
    }
}
