package dev.gather.fetch;

import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import java.util.Set;

/**
 * One thing that happens around a request, such as retrying it. A layer owns keys of a source: it reads and checks them
 * when compositions are loaded, and acts on them at each request.
 */
interface Layer {
    /** The keys of a source that this layer reads. */
    Set<String> keys();

    /**
     * Wraps this layer around the next one, for one source; returns {@code next} itself if the source does not use it.
     *
     * @param options the source's options, and where to note problems with them
     */
    Fetch around(Fetch next, LayerOptions options);

    /** The most that an answer may cost around a layer that costs so much. */
    default Cost cost(Cost next, LayerOptions options) {
        return next;
    }
}
