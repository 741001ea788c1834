package dev.gather.execution;

import dev.gather.failure.Failure;
import java.util.List;

/** How one source ended. */
public sealed interface Outcome {
    /** What other sources and the output see of it; null unless it has a value. */
    default Object value() {
        return null;
    }

    /** What went wrong; empty where nothing did. */
    default List<Failure> failures() {
        return List.of();
    }

    /**
     * It has a value, its own or the fallback's.
     *
     * @param value as JSON has it
     * @param failures what went wrong where a fallback stands for a part of it or for all; usually none
     */
    record Value(Object value, List<Failure> failures) implements Outcome {}

    /**
     * It failed and has no fallback; so has the execution.
     *
     * @param failure why
     */
    record Failed(Failure failure) implements Outcome {
        @Override
        public List<Failure> failures() {
            return List.of(failure);
        }
    }

    /** There was nothing to ask for; its value is null. */
    record Skipped() implements Outcome {}
}
