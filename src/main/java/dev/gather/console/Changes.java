package dev.gather.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells open pages of changed compositions, as server-sent events. It looks at the files as long as a page is open. Files on the
 * class path are there as soon as Quarkus has looked for changes, which it does when a request comes: pages send some.
 */
final class Changes {
    private static final Logger LOG = Logger.getLogger(Changes.class);
    private static final long EVERY_MILLIS = 500;
    private static final long NONE = -1;

    private final Vertx vertx;
    private final Workspace workspace;
    private final Set<HttpServerResponse> pages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private long timer = NONE;
    private volatile long told;

    Changes(Vertx vertx, Workspace workspace) {
        this.vertx = vertx;
        this.workspace = workspace;
    }

    /**
     * Starts a stream of events. Each is the version of the state; the first comes at once.
     *
     * @param version the state's version now
     */
    synchronized void tell(HttpServerResponse page, long version) {
        page.putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .setChunked(true);
        page.closeHandler(closed -> left(page));
        if (page.closed()) {
            return;
        }
        pages.add(page);
        send(page, version);
        if (timer == NONE) {
            told = version;
            timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> look());
        }
    }

    private synchronized void left(HttpServerResponse page) {
        pages.remove(page);
        if (pages.isEmpty() && timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }

    /** Looks once at a time, on a worker thread. */
    private void look() {
        if (looking.compareAndSet(false, true)) {
            vertx.executeBlocking(() -> workspace.current().version(), false)
                    .onSuccess(this::toldAll)
                    .onFailure(thrown -> LOG.debug("the compositions were not looked at", thrown))
                    .onComplete(done -> looking.set(false));
        }
    }

    private void toldAll(long version) {
        if (version != told) {
            told = version;
            pages.forEach(page -> send(page, version));
        }
    }

    private static void send(HttpServerResponse page, long version) {
        page.write("retry: 1000\nevent: state\ndata: " + version + "\n\n")
                .onFailure(thrown -> LOG.debug("a page has left", thrown));
    }

    /** Ends all streams; the pages ask again. */
    synchronized void stop() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
        pages.forEach(page -> page.end().onFailure(thrown -> LOG.debug("a page has left", thrown)));
        pages.clear();
    }
}
