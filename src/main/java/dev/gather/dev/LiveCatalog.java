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

/**
 * The compositions as their files are at each request, so that a change shows at once. Broken ones do not stop dev
 * mode: they are told in the log, and in every answer until the file is mended.
 */
@Startup
@ApplicationScoped
@IfBuildProfile("dev")
class LiveCatalog implements Catalog {
    private static final Logger LOG = Logger.getLogger(LiveCatalog.class);

    private final CompositionSources sources;
    private volatile Loaded loaded = new Loaded(null, null);

    /** Files and what came of them. */
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

    /** One reading at a time: dev mode may take the time that this costs. */
    private synchronized Uni<Compositions> read() {
        try {
            List<CompositionFile> found = sources.files();
            if (!found.equals(loaded.files())) {
                loaded = new Loaded(found, load(found));
            }
            return loaded.compositions();
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
        problems.getMessage().lines().forEach(line -> LOG.error(line));
        return Uni.createFrom().failure(problems);
    }
}
