package dev.gather.packaged;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * A connection of HTTP/2 whose caller knows when the server wants no further streams on it. Clients of libraries fail streams of their own
 * accord when they hear of that.
 */
final class Http2Connection implements AutoCloseable {
    private final Channel channel;
    private volatile boolean gone;

    /** @param group its event loops */
    Http2Connection(EventLoopGroup group, int port) throws InterruptedException {
        channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient().build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                                        new Listener());
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
    }

    /** Whether the server has said that it wants no further streams. */
    boolean isGone() {
        return gone;
    }

    /** Asks for a path; the status and the body of the answer. */
    CompletableFuture<String> ask(String path) {
        Answer answer = new Answer();
        var unused = new Http2StreamChannelBootstrap(channel)
                .handler(answer)
                .open()
                .addListener(opened -> {
                    if (opened.isSuccess()) {
                        DefaultHttp2Headers headers = new DefaultHttp2Headers();
                        headers.method("GET").path(path).scheme("http").authority("127.0.0.1");
                        var sent = ((Http2StreamChannel) opened.getNow())
                                .writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
                        sent.addListener(written -> {
                            if (!written.isSuccess()) {
                                answer.whole.completeExceptionally(written.cause());
                            }
                        });
                    } else {
                        answer.whole.completeExceptionally(opened.cause());
                    }
                });
        return answer.whole;
    }

    @Override
    public void close() {
        var unused = channel.close();
    }

    /** Hears what is about the connection. */
    private final class Listener extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2GoAwayFrame) {
                gone = true;
            }
            ReferenceCountUtil.release(message);
        }
    }

    /** The answer on one stream. */
    private static final class Answer extends SimpleChannelInboundHandler<Http2StreamFrame> {
        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
            if (frame instanceof Http2HeadersFrame head) {
                text.append(head.headers().status()).append(' ');
                end(head.isEndStream());
            } else if (frame instanceof Http2DataFrame data) {
                text.append(data.content().toString(StandardCharsets.UTF_8));
                end(data.isEndStream());
            }
        }

        private void end(boolean last) {
            if (last) {
                whole.complete(text.toString());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            whole.completeExceptionally(new IOException("the stream ended without an answer: " + text));
        }
    }
}
