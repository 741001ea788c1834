package dev.gather.lock;

import dev.gather.source.Learnt;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has been learnt of sources. Immutable.
 *
 * @param compositions by the names of compositions and sources
 */
public record Lock(SortedMap<String, SortedMap<String, Learnt>> compositions) {
    /** Nothing is known. */
    public static final Lock NONE = new Lock(Collections.emptySortedMap());

    /** What is known of a source. */
    public Optional<Learnt> find(String composition, String source) {
        return Optional.ofNullable(compositions.get(composition)).map(sources -> sources.get(source));
    }

    /** A copy in which this is known of a source, and nothing else. */
    public Lock with(String composition, String source, Learnt learnt) {
        SortedMap<String, SortedMap<String, Learnt>> all = new TreeMap<>(compositions);
        SortedMap<String, Learnt> sources = new TreeMap<>(all.getOrDefault(composition, Collections.emptySortedMap()));
        sources.put(source, learnt);
        all.put(composition, Collections.unmodifiableSortedMap(sources));
        return new Lock(Collections.unmodifiableSortedMap(all));
    }

    /** A copy that also has what another one knows; of compositions that both know, the other's counts. */
    public Lock with(Lock other) {
        SortedMap<String, SortedMap<String, Learnt>> all = new TreeMap<>(compositions);
        all.putAll(other.compositions);
        return new Lock(Collections.unmodifiableSortedMap(all));
    }

    /** A copy in which nothing is known of a source. */
    public Lock without(String composition, String source) {
        SortedMap<String, SortedMap<String, Learnt>> all = new TreeMap<>(compositions);
        SortedMap<String, Learnt> sources = new TreeMap<>(all.getOrDefault(composition, Collections.emptySortedMap()));
        sources.remove(source);
        if (sources.isEmpty()) {
            all.remove(composition);
        } else {
            all.put(composition, Collections.unmodifiableSortedMap(sources));
        }
        return new Lock(Collections.unmodifiableSortedMap(all));
    }
}
