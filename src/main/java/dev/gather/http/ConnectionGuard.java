package dev.gather.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xClientConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/1.1 codec of one connection, which also guards that each answer reaches the request that it belongs to: the
 * request must have been written before the answer's first byte came, otherwise the connection is closed.
 *
 * <p>It replaces the client's own codec, since both of these need a decoder:
 *
 * <ul>
 *   <li>Interim answers are skipped. Vert.x 4.5 only knows 100 and 103 and takes any other for the final answer; the real
 *       final answer then goes to the next request.
 *   <li>Bytes that come while no answer is due, or after the end of an answer, close the connection before it is used
 *       again, even if they are only part of an answer. Vert.x would keep them in its decoder, in front of the next answer.
 *   <li>Bytes that come just after the next request has been written, and are no answer, are a {@link ForeignBytesException}.
 * </ul>
 */
final class ConnectionGuard extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {
    private static final Logger LOG = Logger.getLogger(ConnectionGuard.class);

    /** Far more than any real server sends; endless interim answers would occupy the event loop. */
    private static final int MOST_INTERIM_ANSWERS = 100;

    private static final String CODEC = "codec";
    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(ConnectionGuard.class, "used");

    private final HttpConnection connection;
    private final int maxHeader;
    private final ConnectionReuse reuse;
    private boolean answerDue;
    private boolean surplus;
    private boolean withoutContent;
    private boolean sentBody;
    private int interimAnswers;
    private int requests;

    private ConnectionGuard(HttpConnection connection, ConnectionReuse reuse, int maxHeader) {
        super();
        this.connection = connection;
        this.reuse = reuse;
        this.maxHeader = maxHeader;
        init(new Answers(), new Requests());
    }

    /**
     * Guards a new connection, unless it is HTTP/2, where each answer names its request.
     *
     * @param maxHeader the largest headers of an answer in bytes
     */
    static void install(HttpConnection connection, ConnectionReuse reuse, int maxHeader) {
        if (connection instanceof Http1xClientConnection) {
            ConnectionGuard guard = new ConnectionGuard(connection, reuse, maxHeader);
            channel(connection).pipeline().replace(CODEC, CODEC, guard);
            connection.exceptionHandler(ConnectionGuard::logUnhandled);
        }
    }

    /** The request under way gets the same exception; without this handler Vert.x would log it as an error. */
    private static void logUnhandled(Throwable thrown) {
        LOG.debug("a connection broke", thrown);
    }

    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** Notes that a request is written to a connection; for HTTP/1.1 its codec knows that better. */
    static void use(HttpConnection connection) {
        if (!(connection instanceof Http1xClientConnection)) {
            channel(connection).attr(USED).set(true);
        }
    }

    /** The past use of a connection. Over HTTP/2 no server leaves a body unread in front of the next request. */
    static History history(HttpConnection connection) {
        if (channel(connection).pipeline().get(CODEC) instanceof ConnectionGuard guard) {
            return new History(guard.requests > 0, guard.sentBody, false);
        }
        return new History(channel(connection).hasAttr(USED), false, true);
    }

    /**
     * The past use of a connection.
     *
     * @param used whether any request was written to it
     * @param sentBody whether the latest request had a body, part of which the server may have left unread
     * @param shared whether other requests may be under way on it, as over HTTP/2
     */
    record History(boolean used, boolean sentBody, boolean shared) {}

    private void written(HttpRequest request) {
        requests++;
        answerDue = true;
        interimAnswers = 0;
        withoutContent = request.method().equals(HttpMethod.HEAD);
        sentBody = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
    }

    /** Notes each request that is written: the meaning of the next answer depends on it. */
    private final class Requests extends HttpRequestEncoder {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpRequest request) {
                written(request);
            }
            super.write(context, message, promise);
        }
    }

    /** Decodes answers that are due, and refuses all other bytes. */
    private final class Answers extends HttpResponseDecoder {
        private boolean begun;

        Answers() {
            super(new HttpDecoderConfig().setMaxInitialLineLength(maxHeader).setMaxHeaderSize(maxHeader));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            super.channelRead(context, message);
            if (surplus) {
                // Closing Vert.x' connection, not the channel, takes it out of the pool at once, before it is used
                // again.
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
                checkValid(out, before);
                decoded(in, out, before);
            }
        }

        /** Fails an answer that is not HTTP/1, or too large; Vert.x sees nothing of it. */
        private void checkValid(List<Object> out, int before) {
            for (int i = before; i < out.size(); i++) {
                if (!isValid(out.get(i))) {
                    Throwable fault = ((HttpObject) out.get(i)).decoderResult().cause();
                    List<Object> decoded = out.subList(before, out.size());
                    decoded.forEach(ReferenceCountUtil::release);
                    decoded.clear();
                    throw invalid(fault);
                }
            }
            begun = !(out.get(out.size() - 1) instanceof LastHttpContent);
        }

        private boolean isValid(Object part) {
            return ((HttpObject) part).decoderResult().isSuccess()
                    && (!(part instanceof HttpResponse answer) || isKnown(answer.protocolVersion()));
        }

        private DecoderException invalid(@Nullable Throwable fault) {
            surplus = true;
            if (requests > 1 && !begun && !(fault instanceof TooLongHttpHeaderException)) {
                reuse.forbid();
                return new ForeignBytesException();
            }
            return new DecoderException(HttpFailures.invalid(fault, maxHeader));
        }

        private boolean isKnown(HttpVersion version) {
            return version.equals(HttpVersion.HTTP_1_0) || version.equals(HttpVersion.HTTP_1_1);
        }

        private void decoded(ByteBuf in, List<Object> out, int before) {
            if (out.get(before) instanceof HttpResponse answer && isInterim(answer)) {
                // Netty adds an empty content after it.
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
                reuse.forbid();
            }
            in.skipBytes(in.readableBytes());
            surplus = true;
        }

        /** Some servers send 408 on an idle connection before they close it, as RFC 9110, 15.5.9 allows. */
        private boolean isTimeout(ByteBuf in) {
            String start = in.toString(in.readerIndex(), Math.min(12, in.readableBytes()), StandardCharsets.US_ASCII);
            return start.equals("HTTP/1.1 408") || start.equals("HTTP/1.0 408");
        }

        private boolean isInterim(HttpResponse answer) {
            return !answer.decoderResult().isFailure() && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }

        private void checkInterim(HttpResponse answer) {
            interimAnswers++;
            if (answer.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                throw new DecoderException("an upgrade without a request for it");
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
