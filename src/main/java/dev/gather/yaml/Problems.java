package dev.gather.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Collects problems, so that they are all reported at once; at most {@value #MAX_PER_FILE} per file. */
public final class Problems {
    /** The most problems that are noted per file. */
    static final int MAX_PER_FILE = 100;

    private static final Pattern EXPRESSION = Pattern.compile("[$()\\[\\]\"?]");

    private final Set<Problem> found = new TreeSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Notes a problem whose fault says what to do. */
    public void add(YamlNode node, String fault) {
        add(node, fault, "");
    }

    /** Notes a problem with a node, and its remedy. */
    public void add(YamlNode node, String fault, String remedy) {
        add(new Problem(node.file(), node.position(), node.path(), fault, remedy));
    }

    /** Notes a problem at a key of a mapping, if the mapping has the key. */
    public void addAtKey(YamlMap map, String key, String fault, String remedy) {
        YamlMap.Entry entry = map.entries().get(key);
        if (entry != null) {
            add(entry.key(), fault, remedy);
        }
    }

    /** Notes a problem inside a scalar's text, at an offset in {@code char}s of its value. */
    public void addWithin(YamlScalar scalar, int offset, String fault, String remedy) {
        if (!isFull(scalar)) {
            add(new Problem(scalar.file(), scalar.positionOf(offset), scalar.path(), fault, remedy));
        }
    }

    /** Notes every unknown key of a mapping. */
    public void addUnknownKeys(YamlMap map, Set<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !isFull(map)) {
                add(entry.key(), "unknown key '" + key + "'", keyRemedy(key, known));
            }
        });
    }

    /** A key with the signs of an expression is what YAML has left of one behind a comma or before a colon. */
    private static String keyRemedy(String key, Set<String> known) {
        return EXPRESSION.matcher(key).find()
                ? "quote the whole expression that YAML has divided here"
                : DidYouMean.remedy(key, known, "");
    }

    /** Notes a problem. */
    public void add(Problem problem) {
        int count = counts.getOrDefault(problem.file(), 0);
        if (count < MAX_PER_FILE && found.add(problem)) {
            counts.put(problem.file(), count + 1);
        }
    }

    /** Whether the node's file has the most problems that are noted, so that it need not be checked further. */
    public boolean isFull(YamlNode node) {
        return counts.getOrDefault(node.file(), 0) >= MAX_PER_FILE;
    }

    /** Whether no problem was noted. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, by file and position. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
