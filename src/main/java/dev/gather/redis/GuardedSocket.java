package dev.gather.redis;

import dev.gather.failure.Failure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The socket of one connection, the guard over it, and what that found. Confined to the event loop of the connection. */
final class GuardedSocket {
    private final long maxBytes;
    private final Consumer<GuardedSocket> ended;
    private @Nullable Channel socket;
    private @Nullable Failure found;
    private boolean closed;

    /**
     * @param maxBytes the longest reply to one command
     * @param ended is told of it when it is closed, by whichever end
     */
    GuardedSocket(long maxBytes, Consumer<GuardedSocket> ended) {
        this.maxBytes = maxBytes;
        this.ended = ended;
    }

    /** Puts a guard into the socket, which has just been opened. */
    void watch(ChannelPipeline pipeline, String before) {
        pipeline.addBefore(before, null, new ReplyGuard(this, maxBytes));
        Channel opened = pipeline.channel();
        socket = opened;
        var unused = opened.closeFuture().addListener(end -> ended.accept(this));
        if (closed) {
            var unusedEither = opened.close();
        }
    }

    /** Closes it, also if it is still being opened. The client has nothing else that would have to end. */
    void close() {
        closed = true;
        if (socket != null) {
            var unused = socket.close();
        }
    }

    /** The guard closes it, and the first command that waits for a reply fails with this. */
    void fault(Failure failure) {
        found = failure;
    }

    /** Why the guard has closed it: told once, as one command is at fault and those behind it are not. */
    Optional<Failure> take() {
        Optional<Failure> taken = Optional.ofNullable(found);
        found = null;
        return taken;
    }
}
