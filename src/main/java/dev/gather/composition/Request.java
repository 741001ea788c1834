package dev.gather.composition;

import io.smallrye.mutiny.Uni;

/** One rendered question. Requests are equal when they ask the same, and equal ones are asked once. */
public interface Request {
    /**
     * Asks. Each subscription asks once; cancelling it stops the request on the wire.
     *
     * @return the answer as JSON values, or a {@link SourceFailure}
     */
    Uni<Object> send();
}
