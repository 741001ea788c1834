package dev.gather.fetch;

import dev.gather.source.Fetch;
import java.util.Set;

/**
 * One thing to do around a request. A layer owns keys of a source: it reads, checks and defaults them when compositions are
 * loaded, and does what they say when requests come.
 */
interface Layer {
    /** The keys of a source that belong to it. */
    Set<String> keys();

    /**
     * Puts the layer around the next one; the result is the next one itself where a source has no use for the layer.
     *
     * @param wish what is written under the layer's keys, and where to note what is wrong with it
     */
    Fetch around(Fetch next, Wish wish);
}
