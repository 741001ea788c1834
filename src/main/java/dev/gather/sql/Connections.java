package dev.gather.sql;

import java.util.Optional;

/**
 * The connections to one database. Writes have a pool of their own, of the same size: no session that reads can ever write, and
 * a transaction that waits for what it reads cannot hold the connection that this needs.
 *
 * @param reading the pool for queries
 * @param writes the pool for writes, if the configuration allows them
 * @param kills of statements of both pools that nobody waits for any more
 */
public record Connections(GuardedPool reading, Optional<GuardedPool> writes, Kills kills) {
    /**
     * The pool for writes.
     *
     * @throws IllegalStateException if the configuration does not allow them
     */
    GuardedPool writing() {
        return writes.orElseThrow(() -> new IllegalStateException("the datasource does not allow writes"));
    }
}
