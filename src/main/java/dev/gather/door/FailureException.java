package dev.gather.door;

/** A failure that a door itself finds, on its way to its caller. */
final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    FailureException(Failure.Kind kind, String detail) {
        this(Failure.of(kind, detail));
    }

    FailureException(Failure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
