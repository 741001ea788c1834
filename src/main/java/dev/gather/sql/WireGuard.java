package dev.gather.sql;

import dev.gather.failure.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of the answer to one command as they are read from the socket, and closes the connection if there are too
 * many. The client itself buffers packets of 16 MB, and any number of them if a value is larger.
 */
public final class WireGuard extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Failure> FAILURE = AttributeKey.valueOf(WireGuard.class, "failure");

    /** The name of the client's own handler, which reads packets; the guards that see whole packets come before it. */
    private static final String CODEC = "codec";

    /** How long a server may take to end a connection: one that is frozen never answers. */
    private static final long FAREWELL_MILLIS = 1_000;

    private final Function<WireGuard, ChannelHandler> packets;
    private final long maxBytes;
    private long allowed;
    private boolean complete;
    private long arrived;

    /**
     * @param maxBytes the longest answer to a command, unless it has a limit of its own
     * @param packets creates the guard that sees whole packets, as soon as the client's codec is there
     */
    public WireGuard(long maxBytes, Function<WireGuard, ChannelHandler> packets) {
        this.packets = packets;
        this.maxBytes = maxBytes;
        this.allowed = maxBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!complete && context.pipeline().get(CODEC) != null) {
            complete = true;
            context.pipeline().addBefore(CODEC, null, packets.apply(this));
        }
        arrived += ((ByteBuf) message).readableBytes();
        if (arrived > allowed) {
            fail(context, ResultLimits.tooManyBytes(allowed));
        }
        if (failure(context.channel()) == null) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** The number of bytes that have arrived since the last command. */
    public long arrived() {
        return arrived;
    }

    /** Counts from zero, for a new command. */
    public void restart() {
        restart(maxBytes);
    }

    /** Counts from zero, for a new command whose answer may have so many bytes. */
    public void restart(long most) {
        arrived = 0;
        allowed = most;
    }

    /** Closes a connection. The queries that wait for its answers fail with the failure. */
    public static void fail(ChannelHandlerContext context, Failure failure) {
        if (context.channel().attr(FAILURE).setIfAbsent(failure) == null) {
            var unused = context.close();
        }
    }

    /**
     * Closes a connection as the client does, and soon its socket in any case: the client of PostgreSQL waits without limit for the
     * server to close it, and any client until all that it has written is sent.
     */
    public static void close(NetSocket socket) {
        var unused = socket.close();
        closeSoon(((NetSocketInternal) socket).channelHandlerContext().channel());
    }

    /** Closes the socket of a connection that is being closed, unless that has happened a second later. */
    static void closeSoon(Channel channel) {
        Future<?> later = channel.eventLoop().schedule(() -> cut(channel), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> later.cancel(false));
    }

    /** No handler of the client comes between the guard and the socket. */
    private static void cut(Channel channel) {
        ChannelHandlerContext context = channel.pipeline().context(WireGuard.class);
        if (context != null) {
            var unused = context.close();
        }
    }

    /** Why a guard closed the connection; null if it did not. */
    public static @Nullable Failure failure(Channel channel) {
        return channel.attr(FAILURE).get();
    }
}
