package dev.gather.runtime;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.impl.PartialPooledByteBufAllocator;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A connection to the runtime API that is kept open, and opened again after it was lost. It carries one exchange at a time,
 * without a pool: Netty's channel alone, since this is on the way of every invocation and of the start. Confined to its event
 * loop.
 */
final class Connection {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final RuntimeApi api;
    private final EventLoop loop;
    private final Executor turns;
    private final ChannelFactory<? extends Channel> channels;
    private boolean opened;
    private Optional<Channel> open = Optional.empty();
    private Optional<Exchange> waiting = Optional.empty();

    private record Exchange(Consumer<Reply> replied, Consumer<Throwable> lost) {}

    /**
     * A connection that is opened with its first exchange.
     *
     * @param turns runs what follows from an exchange
     */
    Connection(RuntimeApi api, Vertx vertx, EventLoop loop, Executor turns) {
        this.api = api;
        this.loop = loop;
        this.turns = turns;
        this.channels = ((VertxInternal) vertx).transport().channelFactory(false);
    }

    /**
     * Sends a request, with no other exchange under way. One of the two is then called, in this turn or a later one.
     *
     * @param replied takes the reply
     * @param lost takes what kept the connection from being opened, or ended it before the reply
     */
    void exchange(Request request, Consumer<Reply> replied, Consumer<Throwable> lost) {
        waiting = Optional.of(new Exchange(replied, lost));
        open.filter(Channel::isActive).ifPresentOrElse(channel -> write(channel, request), () -> connect(request));
    }

    /** Opens the connection unless it was opened, so that the first exchange need not. If it fails, that exchange tries again. */
    void open() {
        if (!opened) {
            connect().addListener((ChannelFuture connected) -> {
                if (connected.isSuccess()) {
                    open = Optional.of(connected.channel());
                }
            });
        }
    }

    private void connect(Request request) {
        connect().addListener((ChannelFuture connected) -> {
            if (connected.isSuccess()) {
                open = Optional.of(connected.channel());
                write(connected.channel(), request);
            } else {
                fail(connected.cause());
            }
        });
    }

    private ChannelFuture connect() {
        opened = true;
        return new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.ALLOCATOR, PartialPooledByteBufAllocator.INSTANCE)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpResponseDecoder(LONGEST_LINE, LONGEST_HEAD, CHUNK))
                                .addLast(new HttpObjectAggregator(Integer.MAX_VALUE))
                                .addLast(new Replies());
                    }
                })
                .connect(api.socketAddress());
    }

    /** Head and body leave in one system call; the body is not copied. */
    private void write(Channel channel, Request request) {
        ByteBuf head = ByteBufUtil.writeAscii(channel.alloc(), request.head());
        if (request.body().length > 0) {
            var unused = channel.write(head);
            head = Unpooled.wrappedBuffer(request.body());
        }
        var unused = channel.writeAndFlush(head).addListener((ChannelFuture written) -> {
            if (!written.isSuccess()) {
                lose(channel, written.cause());
            }
        });
    }

    /** Fails the exchange under way on this connection; one that has ended or was replaced is of no interest any more. */
    private void lose(Channel channel, Throwable thrown) {
        if (open.filter(current -> current == channel).isPresent()) {
            open = Optional.empty();
            var unused = channel.close();
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        end().ifPresent(exchange -> turns.execute(() -> exchange.lost().accept(thrown)));
    }

    private Optional<Exchange> end() {
        Optional<Exchange> ended = waiting;
        waiting = Optional.empty();
        return ended;
    }

    /** Hands each reply to the exchange that waits for it. */
    private final class Replies extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                lose(context.channel(), response.decoderResult().cause());
                return;
            }
            Reply reply = Reply.of(response);
            if (!HttpUtil.isKeepAlive(response) || waiting.isEmpty()) {
                open = Optional.empty();
                var unused = context.close();
            }
            end().ifPresent(exchange -> turns.execute(() -> exchange.replied().accept(reply)));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lose(context.channel(), new IOException("the connection was closed"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
            lose(context.channel(), thrown);
        }
    }
}
