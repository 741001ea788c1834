package dev.gather.container;

import dev.gather.catalog.Catalog;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.config.GatherConfig;
import dev.gather.source.Warming;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/** Loads the compositions when the service starts. Problems are logged, all of them, and the process ends. */
@ApplicationScoped
@IfBuildProfile("container")
class Loading {
    private static final Logger LOG = Logger.getLogger(Loading.class);

    private volatile boolean done;

    void load(
            @Observes StartupEvent event, GatherConfig config, Instance<Catalog> catalog, Instance<Warming> backends) {
        if (config.command()) {
            return;
        }
        try {
            var unused = catalog.get().compositions();
        } catch (InvalidCompositionsException problems) {
            LOG.error("the service does not start, fix the compositions:");
            problems.problems().forEach(problem -> LOG.error(problem.coded()));
            Quarkus.asyncExit(1);
            return;
        }
        backends.forEach(Warming::warm);
        done = true;
    }

    /** Whether the compositions are loaded. */
    boolean isDone() {
        return done;
    }
}
