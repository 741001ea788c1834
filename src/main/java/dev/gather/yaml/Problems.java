package dev.gather.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects problems, so that all of them are told at once; of each file as many as somebody may want to read. */
public final class Problems {
    /** The most problems that are told of one file. */
    static final int MAX_PER_FILE = 100;

    private final Set<Problem> found = new TreeSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Notes a problem whose fault says what to do. */
    public void add(YamlNode node, String fault) {
        add(node, fault, "");
    }

    /** Notes a problem of a node and its remedy. */
    public void add(YamlNode node, String fault, String remedy) {
        add(new Problem(node.file(), node.position(), node.path(), fault, remedy));
    }

    /** Notes a problem at a place inside a scalar's text, counted in characters of its value. */
    public void addWithin(YamlScalar scalar, int offset, String fault, String remedy) {
        if (!isFull(scalar)) {
            add(new Problem(scalar.file(), scalar.positionOf(offset), scalar.path(), fault, remedy));
        }
    }

    /** Notes every key of a mapping that is none of the known ones. */
    public void addUnknownKeys(YamlMap map, Set<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !isFull(map)) {
                add(entry.key(), "unknown key '" + key + "'", DidYouMean.remedy(key, known, ""));
            }
        });
    }

    /** Notes a problem that is made already. */
    public void add(Problem problem) {
        int count = counts.getOrDefault(problem.file(), 0);
        if (count < MAX_PER_FILE && found.add(problem)) {
            counts.put(problem.file(), count + 1);
        }
    }

    /** Whether as many problems of the node's file are noted as are told, so that further ones need not be looked for. */
    public boolean isFull(YamlNode node) {
        return counts.getOrDefault(node.file(), 0) >= MAX_PER_FILE;
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
