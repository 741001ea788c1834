package dev.gather.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xClientConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * HTTP/1.1 on one connection, and the guard over whose answer its bytes are: an answer belongs to the request that was
 * written before the answer's first byte came, or the connection dies.
 *
 * <p>It stands in the pipeline in place of the client's own codec, since both guarantees need what only a decoder sees:
 *
 * <ul>
 *   <li>Interim answers are skipped. Vert.x 4.5 knows 100 and 103 alone and takes any other for the final answer, which
 *       then answers the next request.
 *   <li>Bytes that come while no answer is due, or behind an answer, close the connection before it is lent again, also
 *       where they are but a part of an answer. Vert.x keeps such a part in its decoder, in front of the next answer.
 * </ul>
 */
final class ConnectionGuard extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {
    private static final Logger LOG = Logger.getLogger(ConnectionGuard.class);

    /** Far beyond what is honest; an endless row of interim answers would hold the event loop. */
    private static final int MOST_INTERIM_ANSWERS = 100;

    private static final String CODEC = "codec";

    private final HttpConnection connection;
    private final Trust trust;
    private boolean answerDue;
    private boolean surplus;
    private boolean withoutContent;
    private boolean sentBody;
    private int interimAnswers;
    private int requests;

    private ConnectionGuard(HttpConnection connection, Trust trust) {
        super();
        this.connection = connection;
        this.trust = trust;
        init(new Answers(), new Requests());
    }

    /** Guards a new connection. Over HTTP/2 each answer names its request, and there is nothing to guard. */
    static void install(HttpConnection connection, Trust trust) {
        if (connection instanceof Http1xClientConnection) {
            channel(connection).pipeline().replace(CODEC, CODEC, new ConnectionGuard(connection, trust));
            connection.exceptionHandler(ConnectionGuard::toldElsewhere);
        }
    }

    /** The request under way fails with it, too; without a handler Vert.x would log it as an error. */
    private static void toldElsewhere(Throwable thrown) {
        LOG.debug("a connection broke", thrown);
    }

    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** What is known of an HTTP/1.1 connection; nothing is ever said against one of HTTP/2. */
    static History history(HttpConnection connection) {
        if (channel(connection).pipeline().get(CODEC) instanceof ConnectionGuard guard) {
            return new History(guard.requests > 0, guard.sentBody);
        }
        return History.NONE;
    }

    /**
     * What a connection was used for before.
     *
     * @param used whether a request was written on it
     * @param sentBody whether the latest of them had a body, of which the server may have left a part unread
     */
    record History(boolean used, boolean sentBody) {
        static final History NONE = new History(false, false);
    }

    private void written(HttpRequest request) {
        requests++;
        answerDue = true;
        interimAnswers = 0;
        withoutContent = request.method().equals(HttpMethod.HEAD);
        sentBody = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
    }

    /** Tells which request is under way, on which the meaning of the answer depends. */
    private final class Requests extends HttpRequestEncoder {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpRequest request) {
                written(request);
            }
            super.write(context, message, promise);
        }
    }

    /** Decodes answers that are due, and nothing else. */
    private final class Answers extends HttpResponseDecoder {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            super.channelRead(context, message);
            if (surplus) {
                // Closing it by its Vert.x name takes it out of the pool at once, before it could be lent again.
                var unused = connection.close();
            }
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (!answerDue || surplus) {
                refuse(in);
                return;
            }
            int before = out.size();
            super.decode(context, in, out);
            if (out.size() > before) {
                decoded(in, out, before);
            }
        }

        private void decoded(ByteBuf in, List<Object> out, int before) {
            if (out.get(before) instanceof HttpResponse answer && isInterim(answer)) {
                // Netty follows it with an empty content.
                out.subList(before, out.size()).clear();
                checkInterim(answer);
            } else if (out.get(out.size() - 1) instanceof LastHttpContent) {
                answerDue = false;
                if (in.isReadable()) {
                    refuse(in);
                }
            }
        }

        private void refuse(ByteBuf in) {
            if (!surplus && !isTimeout(in)) {
                trust.lose();
            }
            in.skipBytes(in.readableBytes());
            surplus = true;
        }

        /** Some servers say 408 on an idle connection before they close it, as RFC 9110, 15.5.9 has it. */
        private boolean isTimeout(ByteBuf in) {
            String start = in.toString(in.readerIndex(), Math.min(12, in.readableBytes()), StandardCharsets.US_ASCII);
            return start.matches("HTTP/1\\.[01] 408");
        }

        private boolean isInterim(HttpResponse answer) {
            return !answer.decoderResult().isFailure() && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }

        private void checkInterim(HttpResponse answer) {
            interimAnswers++;
            if (answer.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                throw new DecoderException("an upgrade that nobody asked for");
            }
            if (interimAnswers > MOST_INTERIM_ANSWERS) {
                throw new DecoderException("too many interim answers");
            }
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return withoutContent || super.isContentAlwaysEmpty(message);
        }
    }
}
