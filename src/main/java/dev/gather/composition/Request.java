package dev.gather.composition;

import io.smallrye.mutiny.Uni;

/** One rendered question. Requests are equal when they ask the same, and equal ones are asked once. */
public interface Request {
    /**
     * Asks. Each subscription asks once; cancelling it gives up the answer and, where the protocol can, stops the
     * request on the wire.
     *
     * @param attempt what it may take
     * @return the answer, or a {@link SourceFailure}
     */
    Uni<Fetched> send(Attempt attempt);

    /** Whether asking twice does no more than asking once, so that it may be repeated. */
    boolean repeatable();
}
