package dev.gather.http;

import dev.gather.expression.Variables;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The path and query of a call.
 *
 * @param path below the upstream's base URL
 * @param query may be empty
 */
record TargetTemplate(PathTemplate path, QueryTemplate query) {
    /** A copy with more query parameters after its own. */
    TargetTemplate and(QueryTemplate more) {
        return new TargetTemplate(
                path,
                new QueryTemplate(Stream.concat(query.parameters().stream(), more.parameters().stream())
                        .toList()));
    }

    /** The target from its leading slash; empty if a value in the path is null. */
    Optional<String> render(Variables variables) {
        return path.render(variables).map(text -> text + query.render(variables));
    }
}
