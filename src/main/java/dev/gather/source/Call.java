package dev.gather.source;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The call of a resolved source: makes a request from the values of one execution. */
public interface Call {
    /**
     * Makes a request.
     *
     * @return the request; empty if a value that it cannot do without is null, so that the source is skipped
     * @throws dev.gather.evaluation.EvaluationException if an expression cannot be evaluated
     * @throws Failure if the request cannot hold a value in its place
     */
    Optional<Request> render(Variables variables);

    /** Whether its requests are idempotent, so that they may be sent again. */
    boolean repeatable();

    /**
     * Whether its requests may change something, so that nothing is sent before it is known to be wanted. They may be
     * repeatable all the same, by a key that each of them has.
     */
    default boolean changes() {
        return !repeatable();
    }

    /** The backend that all its requests go to, if that is known. */
    default Optional<Backend> onlyBackend() {
        return Optional.empty();
    }

    /** The longest timeout of an attempt if the source has none of its own; empty if there is a backend without one. */
    default Optional<Duration> timeout() {
        return Optional.empty();
    }

    /** What the configuration says where the source says nothing. */
    default CallDefaults defaults() {
        return CallDefaults.NONE;
    }

    /** What it cannot do without: if the value of one of these is null, nothing is asked for. */
    default List<Expression> indispensable() {
        return List.of();
    }

    /** How one request gets what a request for each element gets, in words; empty if it is not known to be possible. */
    default Optional<String> insteadOfEach() {
        return Optional.empty();
    }

    /** The most pages that are asked for; empty if an answer is the whole. */
    default OptionalInt pages() {
        return OptionalInt.empty();
    }

    /** Whether its answers may be kept. */
    default Reuse reuse() {
        return Reuse.NEVER;
    }

    /** Whether its answers have an HTTP status. */
    default boolean hasStatus() {
        return false;
    }

    /** What its requests have to do with a snapshot, where the composition has one. */
    default SnapshotPart snapshotPart() {
        return SnapshotPart.NONE;
    }

    /** Whether its requests change anything, as the composition says. */
    default Writes writes() {
        return Writes.NO;
    }

    /** Whether any request may make it, as one with GET may: it changes nothing that somebody would have to agree to. */
    default boolean safe() {
        return writes() != Writes.YES;
    }
}
