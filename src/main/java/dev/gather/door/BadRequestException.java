package dev.gather.door;

/** A request that cannot be understood. Its message is for the caller. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message, null, false, false);
    }
}
