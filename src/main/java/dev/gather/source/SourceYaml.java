package dev.gather.source;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;

/**
 * A source as written.
 *
 * @param name its name, the variable that its value becomes
 * @param key the key that names it, to point at
 * @param body its keys and their values
 */
public record SourceYaml(String name, YamlScalar key, YamlMap body) {
    /** The value of a key, or null where the source does not have it. */
    public YamlNode get(String option) {
        return body.get(option);
    }

    /** True if the key is there, be its value null. */
    public boolean has(String option) {
        return body.get(option) != null;
    }

    /**
     * A whole number under a key.
     *
     * @param byDefault what it is where the source does not have the key
     * @param problems takes what is written there instead of a number from {@code least} to {@code most}
     */
    public int number(String option, int byDefault, int least, int most, Problems problems) {
        YamlNode node = get(option);
        if (node == null) {
            return byDefault;
        }
        if (node instanceof YamlScalar scalar
                && scalar.value() instanceof Integer number
                && number >= least
                && number <= most) {
            return number;
        }
        problems.add(node, option + " is a number from " + least + " to " + most);
        return byDefault;
    }
}
