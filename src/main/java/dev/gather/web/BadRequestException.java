package dev.gather.web;

/** A request that cannot be understood. Its message is for the caller. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(message, null, false, false);
    }
}
