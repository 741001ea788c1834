package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Maps statuses and the HTTP client's exceptions to failures. Their messages name no hosts or addresses. */
final class HttpFailures {
    /** The statuses after which a later attempt may succeed. */
    private static final Set<Integer> TEMPORARY = Set.of(429, 502, 503, 504);

    private static final Logger LOG = Logger.getLogger(HttpFailures.class);

    private HttpFailures() {}

    /** The failure of a request whose upstream's client is closed, as the process ends. */
    static Failure ended() {
        return Failure.of(Code.CONNECTION, "the process ends and opens no connection to the upstream");
    }

    /**
     * The failure for a status that is not a success; 404 means that the resource is missing.
     *
     * @param body its body, for {@code $error}
     */
    static Failure status(HttpAnswer answer, @Nullable Object body) {
        int status = answer.status();
        Code code = status == 404 ? Code.MISSING : Code.STATUS;
        String message = "the upstream answered " + status;
        Failure failure = TEMPORARY.contains(status) ? Failure.temporary(code, message) : Failure.of(code, message);
        return (status >= 500 ? failure.ofBackend() : failure)
                .answered(new Failure.Answer(status, RetryAfter.of(answer), body));
    }

    /** Maps any exception of the HTTP client to a failure. */
    static Failure classify(Throwable thrown) {
        return find(thrown, Failure.class).orElseGet(() -> unclassified(thrown));
    }

    private static Failure unclassified(Throwable thrown) {
        if (has(thrown, TimeoutException.class)) {
            return Failure.late();
        }
        if (has(thrown, UnknownHostException.class)) {
            return Failure.temporary(Code.CONNECTION, "the upstream's host name is unknown");
        }
        if (has(thrown, SSLException.class)) {
            return Failure.temporary(Code.CONNECTION, "no TLS connection to the upstream");
        }
        if (isNotHttp2(thrown)) {
            return Failure.of(
                    Code.MALFORMED,
                    "the upstream's answer is not valid HTTP/2, or its headers are larger than its max-header");
        }
        if (isClosed(thrown) || has(thrown, IOException.class) || has(thrown, VertxException.class)) {
            return Failure.temporary(Code.CONNECTION, "no connection to the upstream, or it broke")
                    .withDetail(kind(thrown));
        }
        if (has(thrown, DecoderException.class)) {
            return invalid().withDetail(kind(thrown));
        }
        LOG.error("unexpected failure of the HTTP client", thrown);
        return Failure.of(Code.INTERNAL, "an unexpected failure");
    }

    /**
     * The failure of an answer that cannot be decoded.
     *
     * @param fault why; null if its version is not one of HTTP/1
     * @param maxHeader the largest headers in bytes
     */
    static Failure invalid(@Nullable Throwable fault, int maxHeader) {
        if (fault instanceof TooLongFrameException) {
            return Failure.of(
                    Code.TOO_LARGE,
                    "the headers of the upstream's answer are larger than its max-header, " + maxHeader + " bytes");
        }
        return fault == null ? invalid() : invalid().withDetail(kind(fault));
    }

    private static Failure invalid() {
        return Failure.of(Code.MALFORMED, "the upstream's answer is not valid HTTP");
    }

    /** Whether the connection was not fit for a request: the other side closed or reset it, or it held foreign bytes. */
    static boolean isDead(Throwable thrown) {
        return isClosed(thrown) || has(thrown, ForeignBytesException.class);
    }

    /** Whether a stream was reset with a protocol error, as the HTTP client itself does it after headers that are too large. */
    private static boolean isNotHttp2(Throwable thrown) {
        return find(thrown, StreamResetException.class)
                .filter(reset -> reset.getCode() == Http2Error.PROTOCOL_ERROR.code())
                .isPresent();
    }

    /** Whether the other side closed or reset the connection. */
    static boolean isClosed(Throwable thrown) {
        return has(thrown, HttpClosedException.class)
                || has(thrown, ClosedChannelException.class)
                || has(thrown, PrematureChannelClosureException.class)
                || (has(thrown, IOException.class) && !has(thrown, ConnectException.class));
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        return find(thrown, type).isPresent();
    }

    /** The exception itself or the first of its causes that is of the type. */
    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        @Nullable Throwable current = thrown;
        for (int depth = 0; current != null && depth < 10; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    private static String kind(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return cause.getClass().getSimpleName();
    }
}
