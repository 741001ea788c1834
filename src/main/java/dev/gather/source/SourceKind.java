package dev.gather.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of source, such as HTTP or SQL. A kind is a CDI bean in a package of its own; compositions can use every kind that
 * is a bean.
 */
public interface SourceKind {
    /** The key of a source that chooses this kind: {@code sql} in {@code sql: SELECT …}. Also its name in reports. */
    String key();

    /** Further keys of a source that belong to this kind alone, such as {@code rows}. */
    Set<String> options();

    /** Those of them that are true or false, and that a composition may have for all of its sources of this kind. */
    default Set<String> commonFlags() {
        return Set.of();
    }

    /** The variables about an answer that its sources have beside {@code $value}. */
    default Set<String> answerVariables() {
        return Set.of();
    }

    /** The default of {@code missing}. */
    Missing missingByDefault();

    /**
     * The request of a source without its values, in a line: by it what is learnt of a backend is known to be about this
     * request.
     *
     * @return empty if it cannot be told, as of a source with a problem
     */
    default Optional<String> outline(SourceYaml source) {
        return Optional.empty();
    }

    /**
     * The JSON Schema of the value of a single answer, before {@code value} of the source makes its own of it. It may accept
     * more than what comes, and nothing less, but that a request which is not sent makes any source null.
     *
     * @param learnt what was learnt of it; empty if nothing was
     * @return the schema; an empty one if nothing is known
     */
    default Map<String, @Nullable Object> schema(SourceYaml source, Optional<Learnt> learnt) {
        return Map.of();
    }

    /** The command that learns what is known of its sources before they run. */
    default String learning() {
        return "check";
    }

    /**
     * Resolves the keys of a source that belong to this kind.
     *
     * @param source the source as written
     * @param templates parses the source's templates and notes their references; has the problems
     * @return the call; empty if a problem was noted
     */
    Optional<Call> resolve(SourceYaml source, TemplateReader templates);
}
