package dev.gather.catalog;

import dev.gather.composition.Compositions;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The compositions as they were loaded when the application started. */
@UnlessBuildProfile("dev")
@ApplicationScoped
class FixedCatalog implements Catalog {
    private final Uni<Compositions> compositions;

    FixedCatalog(CompositionSources sources) {
        this.compositions = Uni.createFrom().item(sources.load(sources.files()));
    }

    @Override
    public Uni<Compositions> compositions() {
        return compositions;
    }
}
