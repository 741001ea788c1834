package dev.gather.door;

import dev.gather.composition.Compositions;

/** Where doors find the compositions: fixed in production, read again in dev mode when a file has changed. */
public interface Catalog {
    /**
     * The compositions of this moment.
     *
     * @throws dev.gather.composition.InvalidCompositionsException if they cannot be used
     */
    Compositions compositions();
}
