package dev.gather.contract;

/** An OpenAPI document cannot be used; the message says why and what to do, in one line. */
public final class UnusableDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the document; white space in it becomes single spaces */
    public UnusableDocumentException(String message) {
        super(message.replaceAll("\\s+", " ").strip(), null, false, false);
    }
}
