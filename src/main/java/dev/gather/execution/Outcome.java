package dev.gather.execution;

import dev.gather.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one source ended. */
public sealed interface Outcome {
    /** The value that other sources and the output see; null unless this is a {@link Value}. */
    default @Nullable Object value() {
        return null;
    }

    /** All failures, those that a fallback replaced included. */
    default List<Failure> failures() {
        return List.of();
    }

    /**
     * The source has a value, its own or the fallback's.
     *
     * @param value a JSON value
     * @param failures the failures that a fallback replaced, one for each element; usually empty
     */
    record Value(@Nullable Object value, List<Failure> failures) implements Outcome {}

    /**
     * The source failed without a fallback, or its fallback failed; so the execution fails.
     */
    record Failed(Failure failure) implements Outcome {
        @Override
        public List<Failure> failures() {
            return List.of(failure);
        }
    }

    /** No request was needed: {@code when} is false, or a value that the request needs is null. The value is null. */
    record Skipped() implements Outcome {}
}
