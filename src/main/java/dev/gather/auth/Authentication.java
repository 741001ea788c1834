package dev.gather.auth;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** How the requests to one backend are authenticated. All executions share it. */
public interface Authentication {
    /**
     * What a request is authenticated with, once per subscription. A subscriber that leaves changes nothing for the others.
     *
     * @return an item on the event loop of the subscriber; fails with a {@link dev.gather.failure.Failure}
     */
    Uni<Credential> credential();

    /** The headers that it sets, in lower case, and that nothing else may set. */
    Set<String> headers();

    /** Closes its connections. */
    void close();
}
