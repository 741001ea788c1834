package dev.gather.input;

/** An input could not be checked within its time limit. The message is harmless: it may be shown to a caller. */
public final class InputTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputTimeoutException() {
        super("the input could not be checked in time", null, false, false);
    }
}
