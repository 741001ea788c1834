package dev.gather.source;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source as written.
 *
 * @param name its name, and that of the variable that holds its value
 * @param key the name's node, for the position of problems
 * @param body its keys and their values
 */
public record SourceYaml(String name, YamlScalar key, YamlMap body) {
    /** The value of a key; null if the source does not have the key. */
    public @Nullable YamlNode get(String option) {
        return body.get(option);
    }

    /** The value of a key, if the source has the key. */
    public Optional<YamlNode> find(String option) {
        return Optional.ofNullable(body.get(option));
    }

    /** Whether the source has the key, even with the value null. */
    public boolean has(String option) {
        return body.get(option) != null;
    }

    /** The truth value under a key; false if the source does not have the key, or has anything else, which is noted. */
    public boolean flag(String option, Problems problems) {
        return body.flag(option, problems);
    }

    /**
     * The whole number under a key.
     *
     * @param byDefault the number if the source does not have the key
     * @param problems where anything but a number from {@code least} to {@code most} is noted
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
        problems.add(node, option + " must be a whole number from " + least + " to " + most);
        return byDefault;
    }
}
