package dev.gather.expression;

/** A text is not an expression or a template; the message states the fault. */
public final class ExpressionSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final int offset;
    private final boolean incomplete;

    /**
     * @param message the fault, for the author of the expression
     * @param offset the place of the fault, in characters from the start of the parsed text
     */
    public ExpressionSyntaxException(String message, int offset) {
        this(message, offset, false);
    }

    private ExpressionSyntaxException(String message, int offset, boolean incomplete) {
        super(message);
        this.fault = message;
        this.offset = offset;
        this.incomplete = incomplete;
    }

    /** The fault of a text that ends too early, as one that YAML has cut off. */
    static ExpressionSyntaxException incomplete(String message, int offset) {
        return new ExpressionSyntaxException(message, offset, true);
    }

    @Override
    public String getMessage() {
        return fault;
    }

    /** The place of the fault, in characters from the start of the parsed text. */
    public int offset() {
        return offset;
    }

    /** Whether the text ends too early, and might be fine with more of it. */
    public boolean isIncomplete() {
        return incomplete;
    }

    ExpressionSyntaxException movedBy(int characters) {
        return new ExpressionSyntaxException(fault, offset + characters, incomplete);
    }
}
