package dev.gather.composition;

import dev.gather.source.ReservedVariables;
import dev.gather.source.Shape;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A composition as written.
 *
 * @param name the file's name without its extension
 * @param body its keys and their values
 * @param sources its sources, in the order of the file
 * @param values its named values, in the order of the file
 * @param stepNames the names of its sources and values
 * @param shapes what is known of the values of variables, by name; empty unless the author is to be warned of mistakes
 */
record CompositionYaml(
        String name,
        YamlMap body,
        List<SourceYaml> sources,
        List<YamlMap.Entry> values,
        Set<String> stepNames,
        Map<String, Shape> shapes) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final Set<String> COMMON = Set.of(ReservedVariables.INPUT, ReservedVariables.REQUEST);

    CompositionYaml(String name, YamlMap body, List<SourceYaml> sources, List<YamlMap.Entry> values) {
        this(name, body, sources, values, names(sources, values), Map.of());
    }

    private static Set<String> names(List<SourceYaml> sources, List<YamlMap.Entry> values) {
        Set<String> names = new HashSet<>();
        sources.forEach(source -> names.add(source.name()));
        values.forEach(value -> names.add(value.key().text()));
        return Set.copyOf(names);
    }

    /**
     * A copy that warns of members which variables cannot have.
     *
     * @param shapes what is known of the values of sources
     */
    CompositionYaml withShapes(Function<SourceYaml, Shape> shapes) {
        Map<String, Shape> known = new HashMap<>();
        known.put(
                ReservedVariables.REQUEST,
                Shape.object("method", "path", "headers", "claims", "tenant", "clientContext"));
        YamlNode input = get("input");
        if (input != null) {
            known.put(ReservedVariables.INPUT, Shape.ofSchema(input.plain()).with(parameters()));
        }
        values.forEach(value -> known.put(value.key().text(), SourceShape.ofValue(value.value())));
        sources.forEach(source -> known.put(source.name(), shapes.apply(source)));
        return new CompositionYaml(name, body, sources, values, stepNames, known);
    }

    /** The parameters in the path of its route. */
    List<String> parameters() {
        YamlNode route = get("route");
        return route == null
                ? List.of()
                : PARAMETER
                        .matcher(String.valueOf(route.plain()))
                        .results()
                        .map(parameter -> parameter.group(1))
                        .toList();
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
        return new TemplateReader(stepNames, shapes, problems).knowing(COMMON);
    }
}
