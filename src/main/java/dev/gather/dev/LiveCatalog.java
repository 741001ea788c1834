package dev.gather.dev;

import dev.gather.catalog.Catalog;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads the compositions again whenever their files have changed since the last request. Problems do not stop dev mode:
 * they are logged, and every request is answered with them until the files are fixed.
 */
@Startup
@ApplicationScoped
@IfBuildProfile("dev")
class LiveCatalog implements Catalog {
    private static final Logger LOG = Logger.getLogger(LiveCatalog.class);

    private final CompositionSources sources;
    private @Nullable Loaded loaded;

    /** Files with the compositions or problems that they contain. */
    private record Loaded(List<CompositionFile> files, Uni<Compositions> compositions) {}

    LiveCatalog(CompositionSources sources) {
        this.sources = sources;
    }

    @Override
    public Uni<Compositions> compositions() {
        return Uni.createFrom().deferred(this::read).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @PostConstruct
    void readAtStart() {
        var unused = read();
    }

    /** Runs once at a time, whose cost is acceptable in dev mode. */
    private synchronized Uni<Compositions> read() {
        try {
            List<CompositionFile> found = sources.files();
            Loaded known = loaded;
            Loaded current = known != null && found.equals(known.files()) ? known : new Loaded(found, load(found));
            loaded = current;
            return current.compositions();
        } catch (InvalidCompositionsException e) {
            return broken(e);
        }
    }

    private Uni<Compositions> load(List<CompositionFile> found) {
        try {
            Compositions compositions = sources.load(found);
            LOG.infof("%d compositions are ready", compositions.all().size());
            return Uni.createFrom().item(compositions);
        } catch (InvalidCompositionsException e) {
            return broken(e);
        }
    }

    private static Uni<Compositions> broken(InvalidCompositionsException problems) {
        String.valueOf(problems.getMessage()).lines().forEach(line -> LOG.error(line));
        return Uni.createFrom().failure(problems);
    }
}
