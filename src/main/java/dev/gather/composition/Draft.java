package dev.gather.composition;

import dev.gather.source.SourceYaml;
import java.util.List;
import java.util.Set;

/**
 * A resolved source whose dependencies are still names.
 *
 * @param written the source as written
 * @param retrieval how its value is fetched
 * @param rules when and how often it runs, and what happens if it fails
 * @param needs the names of the sources that it depends on
 */
record Draft(SourceYaml written, Source.Retrieval retrieval, Source.Rules rules, Set<String> needs) {
    String name() {
        return written.name();
    }

    /** The source with its dependencies; {@code order} has the names of all sources, in the order of the plan. */
    Source resolve(List<String> order) {
        return new Source(
                name(),
                retrieval,
                rules,
                needs.stream()
                        .map(order::indexOf)
                        .filter(index -> index >= 0)
                        .sorted()
                        .toList());
    }
}
