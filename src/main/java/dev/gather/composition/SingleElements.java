package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an output has an element in place of a list as soon as a source has a single one: JSONata's way with paths and
 * filters, which shows with other rows only. It may be what the author wants, so it is a warning and not a problem.
 */
final class SingleElements {
    private SingleElements() {}

    /** Notes the places in the output, each with what to write. */
    static void check(CompositionYaml yaml, JsonTemplate output, Problems problems) {
        Set<String> lists = yaml.sources().stream()
                .filter(SingleElements::isList)
                .map(SourceYaml::name)
                .collect(Collectors.toSet());
        output.alone()
                .filter(expression -> expression.mayCollapse(lists))
                .flatMap(expression -> expression.place().stream())
                .forEach(place -> problems.warn(
                        ProblemCode.SINGLE_ELEMENT,
                        place,
                        "a single element is not in a list here",
                        "write [ … ] around the expression for a list, or [0] after it for one element"));
    }

    /** Whether a source's value is a list whatever it is answered. */
    private static boolean isList(SourceYaml source) {
        if (source.has("forEach")) {
            return true;
        }
        YamlNode rows = source.get("rows");
        boolean one = rows != null && "one".equals(rows.plain());
        return source.has("sql") && !one && !source.has("writes") && !source.has("value");
    }
}
