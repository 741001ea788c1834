package dev.gather.source;

import io.smallrye.mutiny.Uni;

/** Gets the answer to a request: by sending it, or by calling another {@code Fetch}, as a layer around it does. */
@FunctionalInterface
public interface Fetch {
    /**
     * Gets the answer to a request, once per subscription.
     *
     * @param attempt the limits
     * @return the answer; fails only with a {@link dev.gather.failure.Failure}
     */
    Uni<Fetched> fetch(Request request, Attempt attempt);
}
