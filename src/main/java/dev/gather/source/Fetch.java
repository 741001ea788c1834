package dev.gather.source;

import io.smallrye.mutiny.Uni;

/**
 * A way for requests to be answered: the backend itself, or one more thing to do around another way, such as retries. All
 * that stands around a request is a list of these, each of which asks the next.
 */
@FunctionalInterface
public interface Fetch {
    /**
     * Has a request answered, once for each subscription.
     *
     * @param attempt on whose behalf, and what it may take
     * @return the answer, or a {@link dev.gather.failure.Failure}
     */
    Uni<Fetched> fetch(Request request, Attempt attempt);
}
