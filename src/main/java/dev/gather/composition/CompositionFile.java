package dev.gather.composition;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.util.Optional;

/**
 * The text of a composition and where it came from.
 *
 * @param name the composition's name: the file's name without its extension
 * @param path the file as the user knows it, for problems
 * @param text the file's content
 * @param document what is in the text, if it has been read already
 */
public record CompositionFile(String name, String path, String text, Optional<YamlNode> document) {
    /** A file whose text has not been read. */
    public CompositionFile(String name, String path, String text) {
        this(name, path, text, Optional.empty());
    }

    /** The same with its text read, unless that has problems: they are told when compositions are loaded. */
    public CompositionFile parsed() {
        Problems problems = new Problems();
        Optional<YamlNode> read = new YamlReader(path, text, problems).read();
        return problems.isEmpty() ? new CompositionFile(name, path, text, read) : this;
    }
}
