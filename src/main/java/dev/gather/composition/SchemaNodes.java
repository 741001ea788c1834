package dev.gather.composition;

import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The places of a schema's parts in the file. */
final class SchemaNodes {
    private SchemaNodes() {}

    /** The node at a JSON pointer, or its nearest existing ancestor. */
    static YamlNode at(YamlMap root, String pointer) {
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
