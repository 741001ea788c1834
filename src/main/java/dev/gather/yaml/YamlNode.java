package dev.gather.yaml;

/** A piece of a YAML document that knows where it stands. */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {
    /** The file as the user knows it. */
    String file();

    /** The path from the document's root, such as {@code sources.orders.sql}; empty for the root. */
    String path();

    /** Where the node starts. */
    Position position();

    /** What the node is, for messages: "a text", "a list", … */
    String kind();

    /** The node as plain maps, lists and scalars. */
    Object plain();
}
