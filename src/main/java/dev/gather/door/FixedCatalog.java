package dev.gather.door;

import dev.gather.composition.Compositions;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** The compositions as they were when the application started. It does not start on a broken one. */
@Startup
@DefaultBean
@ApplicationScoped
class FixedCatalog implements Catalog {
    private final Compositions compositions;

    FixedCatalog(CompositionSources sources) {
        this.compositions = sources.load(sources.files());
    }

    @Override
    public Compositions compositions() {
        return compositions;
    }
}
