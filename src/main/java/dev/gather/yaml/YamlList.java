package dev.gather.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list (a YAML sequence).
 *
 * @param file the file as the user knows it
 * @param path the path from the document's root
 * @param position its start
 * @param elements its elements in order
 */
public record YamlList(String file, String path, Position position, List<YamlNode> elements) implements YamlNode {
    @Override
    public @Nullable YamlNode child(String step) {
        int index = step.matches("[0-9]{1,5}") ? Integer.parseInt(step) : elements.size();
        return index < elements.size() ? elements.get(index) : null;
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    public List<YamlNode> each() {
        return elements;
    }

    @Override
    public Object plain() {
        List<@Nullable Object> plain = new ArrayList<>();
        elements.forEach(element -> plain.add(element.plain()));
        return plain;
    }
}
