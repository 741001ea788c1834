package dev.gather.composition;

import dev.gather.yaml.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loaded compositions, by name. Immutable. */
public final class Compositions {
    private final Map<String, Composition> byName;
    private final List<Problem> warnings;

    Compositions(List<Composition> compositions, List<Problem> warnings) {
        Map<String, Composition> inOrder = new LinkedHashMap<>();
        compositions.forEach(composition -> inOrder.put(composition.name(), composition));
        this.byName = Collections.unmodifiableMap(inOrder);
        this.warnings = warnings;
    }

    /** The composition with this name. */
    public Optional<Composition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What is probably a mistake in their files, by file and position. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** All compositions, in the order of their files. */
    public Collection<Composition> all() {
        return byName.values();
    }
}
