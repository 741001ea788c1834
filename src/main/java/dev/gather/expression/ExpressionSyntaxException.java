package dev.gather.expression;

/** Says why a text is not an expression or a template, and where the fault is. */
public final class ExpressionSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * @param message the fault, in words for the author of the expression
     * @param offset where the fault is, in characters from the start of the text that was parsed
     */
    public ExpressionSyntaxException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** Where the fault is, in characters from the start of the text that was parsed. */
    public int offset() {
        return offset;
    }

    ExpressionSyntaxException movedBy(int characters) {
        return new ExpressionSyntaxException(getMessage(), offset + characters);
    }
}
