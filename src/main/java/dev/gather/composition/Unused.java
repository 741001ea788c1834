package dev.gather.composition;

import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns of sources and values that nothing names. A source that changes something, or may decide the answer, has a use. */
final class Unused {
    private Unused() {}

    /** @param answer the names in the answer */
    static void check(CompositionYaml yaml, List<Draft> drafts, Set<String> answer, Problems problems) {
        Set<String> used = new HashSet<>(answer);
        drafts.forEach(draft -> used.addAll(draft.needs()));
        Set<String> deciding = yaml.sources().stream()
                .filter(Unused::decides)
                .map(SourceYaml::name)
                .collect(Collectors.toSet());
        drafts.stream()
                .filter(draft -> !used.contains(draft.name()) && !deciding.contains(draft.name()))
                .forEach(draft -> check(draft, problems));
    }

    /** Whether the answer may depend on what the source is answered, although nothing names it. */
    private static boolean decides(SourceYaml source) {
        YamlNode missing = source.get("missing");
        String value =
                source.find("value").map(node -> String.valueOf(node.plain())).orElse("");
        return source.has("require")
                || (missing != null && missing.plain() != null)
                || value.contains("$assert")
                || value.contains("$error");
    }

    private static void check(Draft draft, Problems problems) {
        if (draft.role() == Draft.Role.SOURCE) {
            problems.warn(
                    ProblemCode.UNUSED,
                    draft.place(),
                    "nothing names $" + draft.name(),
                    "use the source, or remove it");
        } else if (draft.role() == Draft.Role.VALUE) {
            problems.warn(
                    ProblemCode.UNUSED, draft.place(), "nothing names $" + draft.name(), "use the value, or remove it");
        }
    }
}
