package dev.gather.redis;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads along on a socket, before the client does, and closes it where a reply is too long or is no reply, or where more replies
 * come than commands were sent: the next command would take one of them for its own. The client itself keeps replies of any
 * length, makes room for as many elements as a reply says that it has, and goes on reading after what it cannot read.
 */
final class ReplyGuard extends ChannelDuplexHandler {
    private final GuardedSocket socket;
    private final ReplyScanner scanner;
    private long unanswered;
    private boolean closed;

    ReplyGuard(GuardedSocket socket, long maxBytes) {
        this.socket = socket;
        this.scanner = new ReplyScanner(maxBytes);
    }

    /**
     * The client writes each command at once. A write that fails ends the connection, and that is what the client is told: it is
     * not made to hear of both.
     */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        unanswered++;
        var unused = context.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        promise.setSuccess();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (closed) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        ReplyScanner.Scan scan = scanner.scan(bytes, unanswered);
        unanswered -= scan.replies();
        if (scan.fault().isEmpty()) {
            context.fireChannelRead(bytes);
            return;
        }
        closed = true;
        // What was complete before is good.
        ByteBuf good = bytes.readRetainedSlice(scan.complete());
        ReferenceCountUtil.release(bytes);
        context.fireChannelRead(good);
        if (unanswered > 0) {
            socket.fault(scan.fault().get());
        }
        var unused = context.close();
    }

    /** A connection that breaks is closed; the client hears of its end once. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        var unused = context.close();
    }
}
