package dev.gather.execution;

import dev.gather.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one step ended. */
public sealed interface Outcome {
    /** The value that other steps and the output see; null unless this is a {@link Value}. */
    default @Nullable Object value() {
        return null;
    }

    /** Whether a source delivered no value: it is nothing in expressions, null in documents, and not asked for. */
    default boolean isUndelivered() {
        return false;
    }

    /** All failures, those that a fallback replaced included. */
    default List<Failure> failures() {
        return List.of();
    }

    /**
     * The step has a value, its own or the fallback's.
     *
     * @param value a JSON value, or nothing: {@link dev.gather.expression.Variables#NOTHING}
     * @param failures the failures that a fallback replaced, one for each element; usually empty
     */
    record Value(@Nullable Object value, List<Failure> failures) implements Outcome {}

    /**
     * There is no value: the backend has none, or the source failed and the answer may be without it; or it is a value over
     * such a source, and came to nothing.
     *
     * @param failures the failure that the answer is made without; usually empty
     */
    record Undelivered(List<Failure> failures) implements Outcome {
        @Override
        public boolean isUndelivered() {
            return true;
        }
    }

    /**
     * The step failed and nothing replaces its value; so the execution fails.
     *
     * @param failures all of them: before that of a fallback stands the one that it was to replace
     */
    record Failed(Failure failure, List<Failure> failures) implements Outcome {
        Failed(Failure failure) {
            this(failure, List.of(failure));
        }
    }

    /** No request was needed: {@code when} is false, or there is nothing to ask for. There is no value. */
    record Skipped() implements Outcome {
        @Override
        public boolean isUndelivered() {
            return true;
        }
    }
}
