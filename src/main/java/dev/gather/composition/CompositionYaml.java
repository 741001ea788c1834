package dev.gather.composition;

import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A composition as written.
 *
 * @param name the file's name without its extension
 * @param body its keys and their values
 * @param sources its sources, in the order of the file
 * @param values its named values, in the order of the file
 */
record CompositionYaml(String name, YamlMap body, List<SourceYaml> sources, List<YamlMap.Entry> values) {
    @Nullable
    YamlNode get(String key) {
        return body.get(key);
    }

    boolean flag(String key, Problems problems) {
        return body.flag(key, problems);
    }

    /** The names of its sources and values. */
    Set<String> stepNames() {
        Set<String> names = new TreeSet<>();
        sources.forEach(source -> names.add(source.name()));
        values.forEach(value -> names.add(value.key().text()));
        return names;
    }

    /** The variables that every expression may use. */
    Set<String> variables() {
        Set<String> names = stepNames();
        names.add(ReservedVariables.INPUT);
        names.add(ReservedVariables.REQUEST);
        return names;
    }
}
