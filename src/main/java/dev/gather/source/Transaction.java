package dev.gather.source;

import io.smallrye.mutiny.Uni;

/** Writes of one execution that take effect together or not at all. */
public interface Transaction {
    /**
     * Makes the writes take effect, once the output has been made. Takes no longer than the execution may still take.
     *
     * @return fails with a {@link dev.gather.failure.Failure}: {@code unknown} if the backend did not say whether they did, any
     *     other if they did not and are undone
     */
    Uni<Void> commit();

    /**
     * Undoes the writes, even if some are still under way; does nothing after {@link #commit()}. What this sends, it sends when
     * it is subscribed to; it completes once that is answered, or is not after a while, and never fails.
     */
    Uni<Void> rollback();
}
