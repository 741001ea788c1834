package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.source.Warming;
import dev.gather.time.EventLoop;
import io.quarkus.arc.Unremovable;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Opens a connection to each database that compositions query, for the first of them: by then the handshake, TLS and the
 * session's settings are done.
 */
@Unremovable
@ApplicationScoped
class SqlWarming implements Warming {
    private static final Logger LOG = Logger.getLogger(SqlWarming.class);

    /** Sets up the session, and sends nothing more. */
    static final Work<Boolean> SET_UP = new Work<>() {
        @Override
        public SessionUse use() {
            return SessionUse.NONE;
        }

        @Override
        public Future<Boolean> on(Session session) {
            return session.warm().map(true);
        }
    };

    private final Datasources datasources;
    private final GatherConfig gather;
    private final EventLoop loop;

    SqlWarming(Datasources datasources, GatherConfig gather, EventLoop loop) {
        this.datasources = datasources;
        this.gather = gather;
        this.loop = loop;
    }

    @Override
    public void warm() {
        datasources.used().stream()
                .filter(Datasource::configured)
                .filter(datasource -> isWarmed(Datasources.settings(gather, datasource.name())))
                .forEach(this::warm);
    }

    /** Lambda's extension gives no secret before the first invocation, whose query would share the failure. */
    private static boolean isWarmed(GatherConfig.Datasource settings) {
        return settings.warm() && settings.secret().isEmpty();
    }

    /** The first query tells what is wrong, if it still is. */
    private void warm(Datasource datasource) {
        var unused = PooledRun.of(datasource.connections().reading(), SET_UP, () -> false)
                .runSubscriptionOn(loop)
                .subscribe()
                .with(
                        done -> LOG.debugf(
                                "%s is connected", datasource.backend().name()),
                        thrown -> LOG.debugf(
                                "%s is not connected yet: %s",
                                datasource.backend().name(), SqlFailures.classify(thrown)));
    }
}
