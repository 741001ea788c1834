package dev.gather.expression;

/**
 * An expression that could not be evaluated over the values of this execution. Its message names the fault and never a
 * value, so that it may be shown to a caller and written to a log.
 */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message the fault without any value in it, for example JSONata's error code */
    public EvaluationException(String message) {
        super(message);
    }
}
