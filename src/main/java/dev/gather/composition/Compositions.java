package dev.gather.composition;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The loaded compositions, by name. Immutable. */
public final class Compositions {
    private final Map<String, Composition> byName;

    Compositions(Map<String, Composition> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The composition with this name. */
    public Optional<Composition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All compositions, in the order of their files. */
    public Collection<Composition> all() {
        return byName.values();
    }
}
