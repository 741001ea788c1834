package dev.gather.composition;

import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A composition as written.
 *
 * @param name the file's name without its extension
 * @param body its keys and their values
 * @param sources its sources, in the order of the file
 * @param values its named values, in the order of the file
 * @param stepNames the names of its sources and values
 */
record CompositionYaml(
        String name, YamlMap body, List<SourceYaml> sources, List<YamlMap.Entry> values, Set<String> stepNames) {
    private static final Set<String> COMMON = Set.of(ReservedVariables.INPUT, ReservedVariables.REQUEST);

    CompositionYaml(String name, YamlMap body, List<SourceYaml> sources, List<YamlMap.Entry> values) {
        this(name, body, sources, values, names(sources, values));
    }

    private static Set<String> names(List<SourceYaml> sources, List<YamlMap.Entry> values) {
        Set<String> names = new HashSet<>();
        sources.forEach(source -> names.add(source.name()));
        values.forEach(value -> names.add(value.key().text()));
        return Set.copyOf(names);
    }

    @Nullable
    YamlNode get(String key) {
        return body.get(key);
    }

    boolean flag(String key, Problems problems) {
        return body.flag(key, problems);
    }

    /** A reader of templates that knows the variables which every expression may use. */
    TemplateReader templates(Problems problems) {
        return new TemplateReader(stepNames, problems).knowing(COMMON);
    }
}
