package dev.gather.source;

import io.smallrye.mutiny.Uni;

/**
 * Learns from the backends of one kind of source what their answers are like, for those who write compositions. Nothing is
 * read or changed by that: no request of a source is sent.
 */
public interface Describer {
    /** The {@linkplain SourceKind#key() key} of the kind. */
    String kind();

    /**
     * Describes the answers of a source.
     *
     * @param source the source as written, for the positions of problems
     * @param call its resolved call, of this kind
     * @return what the backend says; fails only with a {@link dev.gather.failure.Failure}, if the backend cannot be asked
     */
    Uni<Description> describe(SourceYaml source, Call call);
}
