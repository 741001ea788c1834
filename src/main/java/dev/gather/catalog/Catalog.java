package dev.gather.catalog;

import dev.gather.composition.Compositions;
import io.smallrye.mutiny.Uni;

/** Where doors find the compositions: fixed in production, read again in dev mode when a file has changed. */
public interface Catalog {
    /** The compositions of this moment; fails with {@code InvalidCompositionsException} if they cannot be used. */
    Uni<Compositions> compositions();
}
