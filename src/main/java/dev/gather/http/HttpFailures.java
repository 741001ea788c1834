package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Maps what the HTTP client throws to failures of the source. Hosts and addresses stay out of them. */
final class HttpFailures {
    /** The statuses that say: not now. */
    private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);

    private HttpFailures() {}

    /**
     * An upstream's status that is not a success. 404 means that it does not have what was asked for.
     *
     * @param retryAfter how long the upstream asks to wait before it is asked again
     */
    static Failure status(int status, Optional<Duration> retryAfter) {
        Code code = status == 404 ? Code.MISSING : Code.STATUS;
        String message = "the upstream answered " + status;
        Failure failure = NOT_NOW.contains(status) ? Failure.temporary(code, message) : Failure.of(code, message);
        return (status >= 500 ? failure.ofBackend() : failure).answered(status, retryAfter);
    }

    static Failure classify(Throwable thrown) {
        Failure known = find(thrown, Failure.class);
        if (known != null) {
            return known;
        }
        if (find(thrown, TimeoutException.class) != null) {
            return Failure.temporary(Code.TIMEOUT, "no answer in time");
        }
        if (find(thrown, UnknownHostException.class) != null) {
            return Failure.temporary(Code.CONNECTION, "the upstream's host name is unknown");
        }
        if (find(thrown, SSLException.class) != null) {
            return Failure.temporary(Code.CONNECTION, "no TLS connection to the upstream");
        }
        if (find(thrown, IOException.class) != null || find(thrown, VertxException.class) != null) {
            return Failure.temporary(Code.CONNECTION, "no connection to the upstream, or it broke")
                    .withDetail(kind(thrown));
        }
        return Failure.of(Code.MALFORMED, "the upstream's answer is not HTTP as it should be")
                .withDetail(kind(thrown));
    }

    /** Whether the other side closed or reset the connection. */
    static boolean isClosed(Throwable thrown) {
        return find(thrown, HttpClosedException.class) != null
                || find(thrown, ClosedChannelException.class) != null
                || (find(thrown, IOException.class) != null && find(thrown, ConnectException.class) == null);
    }

    private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < 10; depth++) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }

    private static String kind(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return cause.getClass().getSimpleName();
    }
}
