package dev.gather.source;

import io.smallrye.mutiny.Uni;

/** Writes of one execution that take effect together or not at all. */
public interface Transaction {
    /**
     * Makes the writes take effect, once the output has been made.
     *
     * @return fails with a {@link dev.gather.failure.Failure}: {@code unknown} if the backend did not say whether they did
     */
    Uni<Void> commit();

    /** Undoes the writes, even if some are still under way; never fails. */
    Uni<Void> rollback();
}
