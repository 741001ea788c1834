package dev.gather.expression;

/** A text is not an expression or a template; the message states the fault. */
public final class ExpressionSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final int offset;

    /**
     * @param message the fault, for the author of the expression
     * @param offset the place of the fault, in characters from the start of the parsed text
     */
    public ExpressionSyntaxException(String message, int offset) {
        super(message);
        this.fault = message;
        this.offset = offset;
    }

    @Override
    public String getMessage() {
        return fault;
    }

    /** The place of the fault, in characters from the start of the parsed text. */
    public int offset() {
        return offset;
    }

    ExpressionSyntaxException movedBy(int characters) {
        return new ExpressionSyntaxException(fault, offset + characters);
    }
}
