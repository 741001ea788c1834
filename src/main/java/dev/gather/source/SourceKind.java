package dev.gather.source;

import java.util.Optional;
import java.util.Set;

/**
 * A way to ask an upstream system, such as HTTP or SQL. A kind is a CDI bean in a package of its own; being there is
 * all that it takes to be known to compositions.
 */
public interface SourceKind {
    /** The key of a source that chooses this kind: {@code sql} in {@code sql: SELECT …}. Also its name in reports. */
    String key();

    /** Further keys of a source that belong to this kind alone, such as {@code rows}. */
    Set<String> options();

    /** What {@code missing} means where a source does not say it. */
    Missing missingByDefault();

    /**
     * Resolves what is the kind's own in a source.
     *
     * @param source the source as written; its keys are all known
     * @param templates parses the source's templates, so that their references are noted, and takes problems
     * @return the call, or nothing where a problem was noted
     */
    Optional<Call> resolve(SourceYaml source, TemplateReader templates);
}
