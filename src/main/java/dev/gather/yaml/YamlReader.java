package dev.gather.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 file into nodes with positions. Duplicate keys, keys that are not texts and documents that contain
 * themselves are problems.
 */
public final class YamlReader {
    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";
    private static final int MAX_NODES = 20_000;
    private static final int MAX_DEPTH = 60;

    private final String file;
    private final String text;
    private final Problems problems;
    private final LoadSettings settings;
    private final ScalarValues scalars;
    private int nodes;

    /**
     * @param file the file's name as the user knows it, for problems
     * @param text the file's text
     * @param problems takes what is wrong with it
     */
    public YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
        this.settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .build();
        this.scalars = new ScalarValues(settings);
    }

    /** The document, or nothing where it cannot be read at all; the problem is then noted. */
    public Optional<YamlNode> read() {
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                fault(Position.START, "", "the file is empty");
            }
            return root.map(node -> convert(node, "", 0));
        } catch (MarkedYamlEngineException e) {
            Position position = e.getProblemMark().map(YamlReader::position).orElse(Position.START);
            fault(position, "", "it is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            fault(Position.START, "", "it is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private YamlNode convert(Node node, String path, int depth) {
        nodes++;
        if (depth > MAX_DEPTH || nodes > MAX_NODES) {
            throw new YamlEngineException("it is nested too deeply or repeats itself through aliases");
        }
        if (!node.getTag().getValue().startsWith(STANDARD_TAGS)) {
            fault(start(node), path, "the tag " + node.getTag().getValue() + " means nothing here, remove it");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, path);
        }
        if (node instanceof SequenceNode sequence) {
            return list(sequence, path, depth);
        }
        return map((MappingNode) node, path, depth);
    }

    private YamlScalar scalar(ScalarNode node, String path) {
        int from = node.getStartMark().map(this::index).orElse(0);
        ScalarSource source = new ScalarSource(node.getValue(), text, from, start(node));
        return new YamlScalar(file, path, scalars.valueOf(node), source);
    }

    private YamlList list(SequenceNode node, String path, int depth) {
        List<YamlNode> elements = new ArrayList<>();
        for (Node element : node.getValue()) {
            elements.add(convert(element, path + "[" + elements.size() + "]", depth + 1));
        }
        return new YamlList(file, path, start(node), elements);
    }

    private YamlMap map(MappingNode node, String path, int depth) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode keyNode) {
                String name = keyNode.getValue();
                String child = path.isEmpty() ? name : path + "." + name;
                YamlScalar key = scalar(keyNode, child);
                if (entries.containsKey(name)) {
                    problems.add(key, "the key '" + name + "' stands here twice", "remove one of them");
                }
                entries.put(name, new YamlMap.Entry(key, convert(tuple.getValueNode(), child, depth + 1)));
            } else {
                fault(start(tuple.getKeyNode()), path, "a key has to be a text");
            }
        }
        return new YamlMap(file, path, start(node), entries);
    }

    private void fault(Position position, String path, String fault) {
        problems.add(new Problem(file, position, path, fault, ""));
    }

    /** Marks count code points; Java's strings count chars. */
    private int index(Mark mark) {
        return text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
    }

    private static Position start(Node node) {
        return node.getStartMark().map(YamlReader::position).orElse(Position.START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** YAML's own rules for what a plain scalar is: a number, a boolean, null or a text. */
    private static final class ScalarValues extends StandardConstructor {
        ScalarValues(LoadSettings settings) {
            super(settings);
        }

        Object valueOf(ScalarNode node) {
            return constructObject(node);
        }
    }
}
