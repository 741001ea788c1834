package dev.gather.composition;

import dev.gather.source.SourceYaml;
import java.util.List;
import java.util.Set;

/**
 * A source whose own part is resolved, and whose dependencies are still names.
 *
 * @param written the source as written
 * @param asks what it asks and how its requests are answered
 * @param rules how it is run
 * @param needs the names of the sources whose values it names
 */
record Draft(SourceYaml written, Source.Asks asks, Source.Rules rules, Set<String> needs) {
    String name() {
        return written.name();
    }

    /** @param order the names of all sources, in the order of the plan */
    Source resolve(List<String> order) {
        return new Source(
                name(),
                asks,
                rules,
                needs.stream()
                        .map(order::indexOf)
                        .filter(place -> place >= 0)
                        .sorted()
                        .toList());
    }
}
