package dev.gather.sql;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Ends the statement of a connection that was closed, in the database, which may not notice that by itself. */
public interface Kill {
    /** Longer than the 5 s for which MariaDB may try to wake a statement that sleeps. */
    Duration LIMIT = Duration.ofSeconds(6);

    /**
     * Whether the statement was found, as far as the database says. Fails after a while, so that a database that does not answer
     * does not keep another connection.
     *
     * @param connections a pool to the same database
     */
    Uni<Boolean> by(GuardedPool connections);
}
