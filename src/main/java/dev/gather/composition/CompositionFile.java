package dev.gather.composition;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.util.Optional;

/**
 * A composition's file.
 *
 * @param name the composition's name: the file's name without its extension
 * @param path the file as the user knows it, for problems
 * @param text the file's content
 * @param document the parsed text, if it has been parsed already
 */
public record CompositionFile(String name, String path, String text, Optional<YamlNode> document) {
    /** A file that has not been parsed. */
    public CompositionFile(String name, String path, String text) {
        this(name, path, text, Optional.empty());
    }

    /** A copy with its YAML parsed; unchanged if the YAML has problems, which loading then reports. */
    public CompositionFile parsed() {
        Problems problems = new Problems();
        Optional<YamlNode> read = new YamlReader(path, text, problems).read();
        return !problems.hasErrors() ? new CompositionFile(name, path, text, read) : this;
    }
}
