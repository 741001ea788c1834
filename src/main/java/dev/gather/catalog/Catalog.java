package dev.gather.catalog;

import dev.gather.composition.Compositions;
import io.smallrye.mutiny.Uni;

/** Provides the front doors with the compositions: loaded once in production, reloaded on changes in dev mode. */
public interface Catalog {
    /** The current compositions; fails with {@code InvalidCompositionsException} if they have problems. */
    Uni<Compositions> compositions();
}
