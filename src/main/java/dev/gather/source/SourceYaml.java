package dev.gather.source;

import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A source as written.
 *
 * @param name its name, and that of the variable that holds its value
 * @param key the name's node, for the position of problems
 * @param body its keys and their values
 * @param common the keys that are true in its composition
 * @param limit the longest that its composition may take, as written; null if it does not say
 */
public record SourceYaml(
        String name,
        YamlScalar key,
        YamlMap body,
        Set<String> common,
        @Nullable YamlNode limit) {
    /** A source among those of a composition, whose keys are given. */
    public static SourceYaml of(YamlMap.Entry source, YamlMap composition) {
        Collection<YamlMap.Entry> keys = composition.entries().values();
        Set<String> common = keys.stream()
                .filter(key -> key.value() instanceof YamlScalar scalar && Boolean.TRUE.equals(scalar.value()))
                .map(key -> key.key().text())
                .collect(Collectors.toUnmodifiableSet());
        return new SourceYaml(
                source.key().text(), source.key(), (YamlMap) source.value(), common, composition.get("timeout"));
    }

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

    /** The truth value under a key, or else under the same key of its composition. */
    public boolean commonFlag(String option, Problems problems) {
        return has(option) ? flag(option, problems) : common.contains(option);
    }

    /**
     * The HTTP statuses under a key: a list, or a single one; empty if the source does not have the key.
     *
     * @param problems where anything but a whole number from {@code least} to 599 is noted
     */
    public Set<Integer> statuses(String option, int least, Problems problems) {
        Set<Integer> statuses = new TreeSet<>();
        for (YamlNode element : each(option)) {
            if (element instanceof YamlScalar scalar
                    && scalar.value() instanceof Integer status
                    && status >= least
                    && status <= 599) {
                statuses.add(status);
            } else {
                problems.add(
                        ProblemCode.WRONG_VALUE, element, "a status must be a whole number from " + least + " to 599");
            }
        }
        return Set.copyOf(statuses);
    }

    /** The elements of a list under a key, or the only value. */
    public List<YamlNode> each(String option) {
        YamlNode node = get(option);
        return node == null ? List.of() : node.each();
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
        problems.add(ProblemCode.WRONG_VALUE, node, option + " must be a whole number from " + least + " to " + most);
        return byDefault;
    }
}
