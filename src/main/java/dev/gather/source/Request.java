package dev.gather.source;

import dev.gather.failure.Failure;
import io.smallrye.mutiny.Uni;

/** One rendered question. Requests are equal when they ask the same, and equal ones are asked once. */
public interface Request {
    /**
     * Asks. Each subscription asks once; cancelling it gives up the answer and, where the protocol can, stops the
     * request on the wire.
     *
     * @param attempt what it may take
     * @return the answer, or a {@link Failure}
     */
    Uni<Fetched> send(Attempt attempt);

    /**
     * What it asks, as a text: that of equal requests of a source is equal, that of others is not. A text, since its
     * order tells apart what a hash does not, so that no choice of values makes comparing many requests slow.
     */
    String key();

    /** Makes a key of the parts of a request: no two lists of parts make the same one. */
    static String key(Iterable<?> parts) {
        StringBuilder key = new StringBuilder();
        for (Object part : parts) {
            String text = String.valueOf(part);
            String type = part == null ? "null" : part.getClass().getSimpleName();
            key.append(type).append(text.length()).append(':').append(text);
        }
        return key.toString();
    }
}
