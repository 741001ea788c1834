package dev.gather.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Reads one YAML 1.2 file into nodes with positions. All faults are noted as problems, never thrown: among them files of more
 * than 1 MB, with more than {@value YamlEvents#MAX_NODES} values or nested deeper than {@value YamlEvents#MAX_DEPTH} levels,
 * duplicate keys, keys that are not scalars, and documents that contain themselves.
 */
public final class YamlReader {
    private static final int MAX_PATH = 500;
    private static final YamlEvents NOTHING = YamlEvents.of("");

    private final String file;
    private final String text;
    private final Problems problems;
    private YamlEvents document = NOTHING;
    private int at;
    private int nodes;
    private int characters;

    /**
     * @param file the file as the user knows it, for problems
     * @param text the file's text
     * @param problems where problems are noted
     */
    public YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    /** The document; empty if it cannot be read at all, which is then noted as a problem. */
    public Optional<YamlNode> read() {
        try {
            document = YamlEvents.of(text);
            if (document.nodes().isEmpty()) {
                throw new UnreadableYamlException(Position.START, "the file is empty");
            }
            return Optional.of(node("", 1));
        } catch (UnreadableYamlException e) {
            fault(e.position(), "", e.fault());
            return Optional.empty();
        }
    }

    /** The node that starts at the next event. */
    private YamlNode node(String path, int depth) {
        Event event = document.nodes().get(at++);
        if (event instanceof AliasEvent) {
            return repeated(at - 1, path, depth);
        }
        if (++nodes > YamlEvents.MAX_NODES) {
            throw YamlEvents.tooManyNodes(YamlEvents.start(event));
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, path);
        }
        if (depth > YamlEvents.MAX_DEPTH) {
            throw YamlEvents.tooDeep(YamlEvents.start(event));
        }
        checkTag((CollectionStartEvent) event, path);
        return event instanceof SequenceStartEvent ? list(event, path, depth) : map(event, path, depth);
    }

    /** Reads the alias's anchored node again, with the alias's path. If it contains itself, it exceeds the depth limit. */
    private YamlNode repeated(int alias, String path, int depth) {
        if (depth > YamlEvents.MAX_DEPTH) {
            throw YamlEvents.tooDeep(YamlEvents.start(document.nodes().get(alias)));
        }
        at = document.target(alias);
        YamlNode node = node(path, depth + 1);
        at = alias + 1;
        return node;
    }

    private YamlScalar scalar(ScalarEvent event, String path) {
        Position position = YamlEvents.start(event);
        characters += event.getValue().length();
        if (characters > YamlEvents.MAX_LENGTH) {
            throw new UnreadableYamlException(position, "aliases repeat more than 1 MB of text");
        }
        Object value;
        try {
            value = CoreSchema.value(event);
        } catch (IllegalArgumentException e) {
            fault(position, path, String.valueOf(e.getMessage()));
            value = event.getValue();
        }
        ScalarSource source = new ScalarSource(event.getValue(), event.getScalarStyle(), document.span(event));
        return new YamlScalar(file, path, value, source);
    }

    private YamlList list(Event start, String path, int depth) {
        List<YamlNode> elements = new ArrayList<>();
        while (!atEnd()) {
            elements.add(node(shortened(path + "[" + elements.size() + "]"), depth + 1));
        }
        return new YamlList(file, path, YamlEvents.start(start), elements);
    }

    private YamlMap map(Event start, String path, int depth) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        while (!atEnd()) {
            YamlNode key = node(path, depth + 1);
            if (key instanceof YamlScalar scalar) {
                addEntry(entries, scalar, path, depth);
            } else {
                fault(key.position(), path, "a key must be a string");
                var unused = node(path, depth + 1);
            }
        }
        return new YamlMap(file, path, YamlEvents.start(start), entries);
    }

    private void addEntry(Map<String, YamlMap.Entry> entries, YamlScalar written, String path, int depth) {
        String name = written.text();
        String child = shortened(path.isEmpty() ? name : path + "." + name);
        YamlScalar key = written.asKey(child);
        if (entries.containsKey(name)) {
            problems.add(ProblemCode.DUPLICATE_KEY, key, "duplicate key '" + name + "'", "remove one of them");
        }
        entries.put(name, new YamlMap.Entry(key, node(child, depth + 1)));
    }

    /** Shortens a path: since every node has one, long paths would take up memory quadratic in the file's size. */
    private static String shortened(String path) {
        return path.length() <= MAX_PATH ? path : "…" + path.substring(path.length() - MAX_PATH);
    }

    /** Whether the collection ends at the next event, which is then consumed. */
    private boolean atEnd() {
        boolean end = document.nodes().get(at) instanceof CollectionEndEvent;
        at += end ? 1 : 0;
        return end;
    }

    private void checkTag(CollectionStartEvent event, String path) {
        event.getTag()
                .filter(tag -> !CoreSchema.isTagOf(event, tag))
                .ifPresent(tag -> fault(YamlEvents.start(event), path, CoreSchema.unknown(tag)));
    }

    private void fault(Position position, String path, String fault) {
        problems.add(new Problem(ProblemCode.NOT_YAML, file, position, path, fault, ""));
    }
}
