package dev.gather.yaml;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects problems, so that all of them are told at once. */
public final class Problems {
    private final Set<Problem> found = new TreeSet<>();

    /** Notes a problem whose fault says what to do. */
    public void add(YamlNode node, String fault) {
        add(node, fault, "");
    }

    /** Notes a problem of a node and its remedy. */
    public void add(YamlNode node, String fault, String remedy) {
        found.add(new Problem(node.file(), node.position(), node.path(), fault, remedy));
    }

    /** Notes a problem at a place inside a scalar's text, counted in characters of its value. */
    public void addWithin(YamlScalar scalar, int offset, String fault, String remedy) {
        found.add(new Problem(scalar.file(), scalar.positionOf(offset), scalar.path(), fault, remedy));
    }

    /** Notes every key of a mapping that is none of the known ones. */
    public void addUnknownKeys(YamlMap map, Set<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                add(entry.key(), "unknown key '" + key + "'", DidYouMean.remedy(key, known, ""));
            }
        });
    }

    /** Notes a problem that is made already. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** True if nothing was noted. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, in the order of files and positions. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
