package dev.gather.sql;

import dev.gather.source.Probe;
import dev.gather.time.Clock;
import dev.gather.time.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks each datasource that compositions use for nothing, on one of its pool's connections. */
@ApplicationScoped
class SqlProbe implements Probe {
    private static final Logger LOG = Logger.getLogger(SqlProbe.class);

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Work<Boolean> NOTHING = new Work<>() {
        @Override
        public SessionUse use() {
            return SessionUse.NONE;
        }

        @Override
        public Future<Boolean> on(Session session) {
            return session.run("SELECT 1").map(true);
        }
    };

    private final Datasources datasources;
    private final Clock clock;
    private final EventLoop loop;

    SqlProbe(Datasources datasources, Clock clock, EventLoop loop) {
        this.datasources = datasources;
        this.clock = clock;
        this.loop = loop;
    }

    @Override
    public Uni<Boolean> answers() {
        return Uni.createFrom().deferred(this::all);
    }

    private Uni<Boolean> all() {
        List<Uni<Boolean>> each = datasources.used().stream()
                .filter(Datasource::configured)
                .map(this::answers)
                .toList();
        return each.isEmpty()
                ? Uni.createFrom().item(true)
                : Uni.join().all(each).andFailFast().onItem().transform(all -> !all.contains(false));
    }

    private Uni<Boolean> answers(Datasource datasource) {
        Uni<Boolean> asked = PooledRun.of(datasource.connections().reading(), NOTHING, () -> false);
        Uni<Boolean> late = clock.after(LIMIT).onItem().transform(passed -> false);
        return Uni.join()
                .first(asked, late)
                .toTerminate()
                .runSubscriptionOn(loop)
                .onFailure()
                .recoverWithItem(thrown -> noted(datasource, thrown));
    }

    private static boolean noted(Datasource datasource, Throwable thrown) {
        LOG.warnf("%s does not answer: %s", datasource.backend().name(), SqlFailures.classify(thrown));
        return false;
    }
}
