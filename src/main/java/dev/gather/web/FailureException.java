package dev.gather.web;

/** A failure that a door itself finds, on its way to its caller. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure.Kind kind, String detail) {
        this(Failure.of(kind, detail));
    }

    public FailureException(Failure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
