package dev.gather.composition;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All compositions that the application knows, by name. Immutable. */
public final class Compositions {
    private final Map<String, Composition> byName;

    Compositions(Map<String, Composition> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The composition of that name. */
    public Optional<Composition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All compositions, in the order in which they were read. */
    public Collection<Composition> all() {
        return byName.values();
    }
}
