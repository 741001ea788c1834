package dev.gather.yaml;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Collects problems, so that they are all reported at once; at most {@value #MAX_PER_FILE} errors per file, and warnings. */
public final class Problems {
    /** The most problems that are noted per file. */
    static final int MAX_PER_FILE = 100;

    private static final Pattern EXPRESSION = Pattern.compile("[$()\\[\\]\"?]");

    private final Set<Problem> found = new TreeSet<>();
    private final Map<Severity, Map<String, Integer>> counts = new EnumMap<>(Severity.class);

    /** Notes a problem whose fault says what to do. */
    public void add(ProblemCode code, YamlNode node, String fault) {
        add(code, node, fault, "");
    }

    /** Notes a problem with a node, and its remedy. */
    public void add(ProblemCode code, YamlNode node, String fault, String remedy) {
        add(new Problem(code, node.file(), node.position(), node.path(), fault, remedy));
    }

    /** Notes a problem at a key of a mapping, if the mapping has the key. */
    public void addAtKey(ProblemCode code, YamlMap map, String key, String fault, String remedy) {
        map.key(key).ifPresent(found -> add(code, found, fault, remedy));
    }

    /**
     * Notes that something outside of the file is not there.
     *
     * @param replaced whether something stands in for it, so that the file can be used all the same
     */
    public void addUnconfigured(ProblemCode code, YamlNode node, String fault, String remedy, boolean replaced) {
        if (replaced) {
            warn(code, node, fault, remedy);
        } else {
            add(code, node, fault, remedy);
        }
    }

    /** Notes what is probably a mistake in a node, and its remedy. */
    public void warn(ProblemCode code, YamlNode node, String fault, String remedy) {
        warn(code, new Place(node.file(), node.position(), node.path()), fault, remedy);
    }

    /** Notes what is probably a mistake inside a scalar's text, at an offset in {@code char}s of its value. */
    public void warnWithin(ProblemCode code, YamlScalar scalar, int offset, String fault, String remedy) {
        warn(code, new Place(scalar.file(), scalar.positionOf(offset), scalar.path()), fault, remedy);
    }

    /** Notes a problem inside a scalar's text, at an offset in {@code char}s of its value. */
    public void addWithin(ProblemCode code, YamlScalar scalar, int offset, String fault, String remedy) {
        if (!isFull(scalar)) {
            add(new Problem(code, scalar.file(), scalar.positionOf(offset), scalar.path(), fault, remedy));
        }
    }

    /**
     * The mapping that a node is; empty if it is anything else, which is noted.
     *
     * @param what what has to be a mapping, in words
     */
    public Optional<YamlMap> mapping(YamlNode node, String what) {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        add(ProblemCode.WRONG_VALUE, node, what + " must be a mapping, not " + node.kind());
        return Optional.empty();
    }

    /** Notes every unknown key of a mapping. */
    public void addUnknownKeys(YamlMap map, Set<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !isFull(map)) {
                add(ProblemCode.UNKNOWN_KEY, entry.key(), "unknown key '" + key + "'", keyRemedy(key, known));
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
        Map<String, Integer> ofFiles = counts.computeIfAbsent(problem.severity(), absent -> new HashMap<>());
        int count = ofFiles.getOrDefault(problem.file(), 0);
        if (count < MAX_PER_FILE && found.add(problem)) {
            ofFiles.put(problem.file(), count + 1);
        }
    }

    /** Whether the node's file has the most errors that are noted, so that it need not be checked further. */
    public boolean isFull(YamlNode node) {
        return counts.getOrDefault(Severity.ERROR, Map.of()).getOrDefault(node.file(), 0) >= MAX_PER_FILE;
    }

    /** Notes what is probably a mistake, and its remedy. */
    public void warn(ProblemCode code, Place place, String fault, String remedy) {
        add(new Problem(Severity.WARNING, code, place.file(), place.position(), place.path(), fault, remedy));
    }

    /** Whether an error was noted. */
    public boolean hasErrors() {
        return counts.containsKey(Severity.ERROR);
    }

    /** All problems, by file and position. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    /** All problems of a severity, by file and position. */
    public List<Problem> all(Severity severity) {
        return found.stream().filter(problem -> problem.severity() == severity).toList();
    }
}
