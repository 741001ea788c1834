package dev.gather.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mapping whose keys are texts.
 *
 * @param file the file as the user knows it
 * @param path the path from the document's root
 * @param position where it starts
 * @param entries its entries by key, in the order in which they were written
 */
public record YamlMap(String file, String path, Position position, Map<String, Entry> entries) implements YamlNode {
    /**
     * A key with its value.
     *
     * @param key the key itself, to point at
     * @param value what it maps to
     */
    public record Entry(YamlScalar key, YamlNode value) {}

    /** The value of a key, or null where the mapping does not have it. */
    public YamlNode get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    @Override
    public String kind() {
        return "a mapping";
    }

    @Override
    public Object plain() {
        return plainMap();
    }

    /** The mapping as a plain map. */
    public Map<String, Object> plainMap() {
        Map<String, Object> plain = new LinkedHashMap<>();
        entries.forEach((key, entry) -> plain.put(key, entry.value().plain()));
        return plain;
    }
}
