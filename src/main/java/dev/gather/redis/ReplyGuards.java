package dev.gather.redis;

import dev.gather.failure.Failure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The guards over the sockets of one connection, of which a cluster's has several, and what they found. Confined to the event loop
 * of the connection.
 */
final class ReplyGuards {
    private final long maxBytes;
    private final Set<Channel> sockets = new LinkedHashSet<>();
    private @Nullable Failure found;
    private boolean closed;

    /** @param maxBytes the longest reply to one command */
    ReplyGuards(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Puts a guard into another socket. */
    void watch(ChannelPipeline pipeline, String before) {
        pipeline.addBefore(before, null, new ReplyGuard(this, maxBytes));
        Channel socket = pipeline.channel();
        sockets.add(socket);
        var unused = socket.closeFuture().addListener(ended -> sockets.remove(socket));
        if (closed) {
            var unusedEither = socket.close();
        }
    }

    /** Closes all sockets, and those that are still being opened. The client has nothing else that would have to end. */
    void close() {
        closed = true;
        for (Channel socket : List.copyOf(sockets)) {
            var unused = socket.close();
        }
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
