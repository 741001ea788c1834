package dev.gather.source;

import dev.gather.yaml.Problems;
import java.util.Optional;
import java.util.Set;

/** Makes the layers around the requests of a source, whatever its kind. */
public interface FetchStack {
    /** The keys of a source that the layers read, such as {@code retries}. */
    Set<String> keys();

    /**
     * Resolves these keys of a source.
     *
     * @param source the source as written
     * @param call its resolved call; empty if its kind noted a problem
     * @param problems where problems with these keys are noted
     * @return the outermost layer; unusable if a problem was noted. Under {@code forEach} it returns the same {@code Uni} for
     *     equal requests of an execution, so that whoever runs the source can tell which are equal
     */
    Fetch resolve(SourceYaml source, Optional<Call> call, Problems problems);

    /** The most that an answer to a request of a source may cost. */
    Cost cost(SourceYaml source, Optional<Call> call);
}
