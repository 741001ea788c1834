package dev.gather.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Whether an upstream's connections may serve more than one request. An upstream that has once sent bytes without a request
 * may do so again just after the next request is written, and they would look like that request's answer. So from then on
 * each of its connections serves one request.
 */
final class ConnectionReuse {
    private static final Logger LOG = Logger.getLogger(ConnectionReuse.class);

    private final String upstream;
    private final AtomicBoolean forbidden = new AtomicBoolean();

    ConnectionReuse(String upstream) {
        this.upstream = upstream;
    }

    /** From now on each connection serves one request. */
    void forbid() {
        if (forbidden.compareAndSet(false, true)) {
            LOG.warnf(
                    "upstream %s sent bytes without a request: each of its connections serves one request from now on",
                    upstream);
        }
    }

    boolean isAllowed() {
        return !forbidden.get();
    }
}
