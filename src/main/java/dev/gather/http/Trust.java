package dev.gather.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Whether an upstream's connections may be used more than once. One that has ever sent bytes that nobody had asked for may
 * do so again when the next request has been written, which nobody could tell from that request's answer. So each of its
 * connections serves one request from then on.
 */
final class Trust {
    private static final Logger LOG = Logger.getLogger(Trust.class);

    private final String upstream;
    private final AtomicBoolean lost = new AtomicBoolean();

    Trust(String upstream) {
        this.upstream = upstream;
    }

    /** Bytes came that nobody had asked for. */
    void lose() {
        if (lost.compareAndSet(false, true)) {
            LOG.warnf(
                    "upstream %s sent bytes that nobody had asked for: each of its connections serves one request from now on",
                    upstream);
        }
    }

    /** Whether connections may be used again. */
    boolean isThere() {
        return !lost.get();
    }
}
