package dev.gather.sql;

import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Kills statements of one database in the background, one after another: a database that is too slow for its queries gets one
 * more connection, not one for each of them. MariaDB can also stop for seconds if it is told at the same time to kill several
 * statements that sleep.
 */
public final class Kills {
    private static final Logger LOG = Logger.getLogger(Kills.class);

    private static final long FIRST_LOOK_AGAIN_MILLIS = 100;
    private static final long LAST_LOOK_AGAIN_MILLIS = 400;

    /**
     * A statement that is to be killed.
     *
     * @param lookAgainMillis when to look again if it is not found: the database may not list it yet
     */
    private record Wanted(Kill kill, long lookAgainMillis) {}

    private final GuardedPool connections;
    private final Queue<Wanted> wanted = new ConcurrentLinkedQueue<>();

    /** How many are wanted or at work; whoever adds the first one begins. Counted after it was put into the queue. */
    private final AtomicInteger unfinished = new AtomicInteger();

    /** @param connections a pool to the database */
    public Kills(GuardedPool connections) {
        this.connections = connections;
    }

    /** Kills the statement of a connection that was closed. */
    void add(Kill kill) {
        add(new Wanted(kill, FIRST_LOOK_AGAIN_MILLIS));
    }

    private void add(Wanted next) {
        wanted.add(next);
        if (unfinished.getAndIncrement() == 0) {
            begin();
        }
    }

    private void begin() {
        Wanted next = wanted.remove();
        var unused = next.kill().by(connections).subscribe().with(found -> ended(next, found), this::failed);
    }

    private void ended(Wanted ended, boolean found) {
        long later = ended.lookAgainMillis();
        if (!found && later <= LAST_LOOK_AGAIN_MILLIS) {
            ContextInternal.current().owner().setTimer(later, again -> add(new Wanted(ended.kill(), later * 4)));
        }
        proceed(1);
    }

    /** The others are given up, too: a database that does not answer must not be asked for ever. */
    private void failed(Throwable thrown) {
        int failed = 1;
        while (wanted.poll() != null) {
            failed++;
        }
        LOG.warnf(
                "%d cancelled queries may still be running in the database: %s", failed, SqlFailures.classify(thrown));
        proceed(failed);
    }

    private void proceed(int finished) {
        if (unfinished.addAndGet(-finished) > 0) {
            begin();
        }
    }
}
