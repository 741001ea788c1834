package dev.gather.http;

import dev.gather.source.SourceFailure;
import dev.gather.source.SourceFailure.Code;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Maps what the HTTP client throws to failures of the source. Hosts and addresses stay out of them. */
final class HttpFailures {
    private HttpFailures() {}

    static SourceFailure classify(Throwable thrown) {
        SourceFailure known = find(thrown, SourceFailure.class);
        if (known != null) {
            return known;
        }
        if (find(thrown, TimeoutException.class) != null) {
            return SourceFailure.of(Code.TIMEOUT, "no answer in time");
        }
        if (find(thrown, UnknownHostException.class) != null) {
            return SourceFailure.of(Code.CONNECTION, "the upstream's host name is unknown");
        }
        if (find(thrown, SSLException.class) != null) {
            return SourceFailure.of(Code.CONNECTION, "no TLS connection to the upstream");
        }
        if (find(thrown, IOException.class) != null || find(thrown, VertxException.class) != null) {
            return SourceFailure.of(Code.CONNECTION, "no connection to the upstream, or it broke", kind(thrown));
        }
        return SourceFailure.of(Code.MALFORMED, "the upstream's answer is not HTTP as it should be", kind(thrown));
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
