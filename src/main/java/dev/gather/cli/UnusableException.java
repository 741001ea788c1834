package dev.gather.cli;

/** What a command was given cannot be used; the message says why and what to do. */
public final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
        super(message, null, false, false);
    }
}
