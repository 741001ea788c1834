package dev.gather.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapping whose keys are strings.
 *
 * @param file the file as the user knows it
 * @param path the path from the document's root
 * @param position its start
 * @param entries its entries by key, in the order of the file
 */
public record YamlMap(String file, String path, Position position, Map<String, Entry> entries) implements YamlNode {
    /**
     * A key with its value.
     *
     * @param key the key's node, for its position
     * @param value the value's node
     */
    public record Entry(YamlScalar key, YamlNode value) {}

    /** The value of a key; null if the mapping does not have the key. */
    public @Nullable YamlNode get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    @Override
    public @Nullable YamlNode child(String step) {
        return get(step);
    }

    /** The node of a key, if the mapping has the key. */
    public Optional<YamlScalar> key(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::key);
    }

    /** The truth value under a key; false if the mapping does not have the key, or has anything else, which is noted. */
    public boolean flag(String key, Problems problems) {
        YamlNode node = get(key);
        if (node instanceof YamlScalar scalar && scalar.value() instanceof Boolean value) {
            return value;
        }
        if (node != null) {
            problems.add(ProblemCode.WRONG_VALUE, node, key + " is true or false");
        }
        return false;
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
    public Map<String, @Nullable Object> plainMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        entries.forEach((key, entry) -> plain.put(key, entry.value().plain()));
        return plain;
    }
}
