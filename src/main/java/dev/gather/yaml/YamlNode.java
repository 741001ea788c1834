package dev.gather.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document, with its position. */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {
    /** The file as the user knows it. */
    String file();

    /** The path from the document's root, such as {@code sources.orders.sql}; empty for the root. */
    String path();

    /** The node's start. */
    Position position();

    /** The node's type, for messages: "a string", "a list", … */
    String kind();

    /** The elements of a list; the node alone if it is none, where one may be written without the list. */
    default List<YamlNode> each() {
        return List.of(this);
    }

    /** The node at a JSON pointer from here, or the last one on the way to it. */
    default YamlNode at(String pointer) {
        YamlNode found = this;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            YamlNode next = found.child(step.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                return found;
            }
            found = next;
        }
        return found;
    }

    /** The value under a key, or the element with an index; null if there is none. */
    default @Nullable YamlNode child(String step) {
        return null;
    }

    /** The node as plain Java maps, lists and values. */
    @Nullable
    Object plain();
}
