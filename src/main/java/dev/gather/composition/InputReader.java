package dev.gather.composition;

import dev.gather.input.InputSchema;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON Schema of a composition's input; its faults become problems at their places in the file. */
final class InputReader {
    private final Problems problems;

    InputReader(Problems problems) {
        this.problems = problems;
    }

    /** @param node the schema; null if there is none, so that any input is accepted */
    InputSchema read(@Nullable YamlNode node) {
        if (node == null) {
            return InputSchema.ANY;
        }
        if (!(node instanceof YamlMap map)) {
            problems.add(node, "input must be a JSON Schema, not " + node.kind());
            return InputSchema.ANY;
        }
        YamlNode type = map.get("type");
        if (type != null && !"object".equals(type.plain())) {
            problems.add(type, "the type of an input must be object", "write type: object");
        }
        Optional<InputSchema> schema = InputSchema.read(
                map.plainMap(),
                problem -> problems.add(nodeAt(map, problem.pointer()), "invalid JSON Schema: " + problem.message()));
        schema.stream()
                .flatMap(read -> read.warnings().stream())
                .forEach(warning -> problems.warn(
                        nodeAt(map, warning.pointer()), warning.message(), "write type: integer or number"));
        return schema.orElse(InputSchema.ANY);
    }

    /** The node at a JSON pointer, or its nearest existing ancestor. */
    private static YamlNode nodeAt(YamlMap root, String pointer) {
        YamlNode current = root;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            YamlNode next = child(current, step.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private static @Nullable YamlNode child(YamlNode node, String step) {
        if (node instanceof YamlList list) {
            int index = step.matches("[0-9]{1,5}")
                    ? Integer.parseInt(step)
                    : list.elements().size();
            return index < list.elements().size() ? list.elements().get(index) : null;
        }
        return node instanceof YamlMap map ? map.get(step) : null;
    }
}
