package dev.gather.input;

import dev.gather.failure.Violation;
import java.util.List;

/** An input that breaks its composition's schema. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param violations every way in which the input breaks the schema */
    public InvalidInputException(List<Violation> violations) {
        super("the input is not valid", null, false, false);
        this.violations = List.copyOf(violations);
    }

    /** Every way in which the input breaks the schema. */
    public List<Violation> violations() {
        return violations;
    }
}
