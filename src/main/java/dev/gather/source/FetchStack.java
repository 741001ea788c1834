package dev.gather.source;

import dev.gather.yaml.Problems;
import java.util.Optional;
import java.util.Set;

/** Makes what stands around the requests of a source, whatever its kind. */
public interface FetchStack {
    /** The keys of a source that say what stands around its requests, such as {@code retries}. */
    Set<String> keys();

    /**
     * Resolves what is written under these keys.
     *
     * @param source the source as written
     * @param call what it asks; empty where the kind noted a problem
     * @param problems takes everything that is wrong with these keys
     * @return the way that the source's requests take; whole only where no problem was noted
     */
    Fetch resolve(SourceYaml source, Optional<Call> call, Problems problems);
}
