package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Where an output has an element in place of a list as soon as a source has a single one: JSONata's way with paths and
 * filters, which shows with other rows only. It may be what the author wants, so it is a warning and not a problem.
 */
final class SingleElements {
    private static final Logger LOG = Logger.getLogger(SingleElements.class);

    private SingleElements() {}

    /** Logs the warnings about a composition. */
    static void warn(CompositionYaml yaml, JsonTemplate output) {
        warnings(yaml, output).forEach(LOG::warn);
    }

    /** The places in the output, each with what to write. */
    static List<String> warnings(CompositionYaml yaml, JsonTemplate output) {
        Set<String> lists = yaml.sources().stream()
                .filter(SingleElements::isList)
                .map(SourceYaml::name)
                .collect(Collectors.toSet());
        return output.alone()
                .filter(expression -> expression.mayCollapse(lists))
                .map(expression -> expression.place()
                        + ": a single element is not in a list here, write [ … ] around the expression for a list, or [0]"
                        + " after it for one element")
                .toList();
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
