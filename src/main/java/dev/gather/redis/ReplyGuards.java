package dev.gather.redis;

import dev.gather.failure.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guards over the sockets of one connection, of which a cluster's has several, and what they found. Confined to the event loop
 * of the connection.
 */
final class ReplyGuards {
    private final long maxBytes;
    private @Nullable Failure found;

    /** @param maxBytes the longest reply to one command */
    ReplyGuards(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A guard over another socket. */
    ReplyGuard create() {
        return new ReplyGuard(this, maxBytes);
    }

    /** A guard closes a socket, and the first command that waits for a reply there fails with this. */
    void fault(Failure failure) {
        found = failure;
    }

    /** Why a guard has closed a socket: told once, as one command is at fault and those behind it are not. */
    Optional<Failure> take() {
        Optional<Failure> taken = Optional.ofNullable(found);
        found = null;
        return taken;
    }
}
