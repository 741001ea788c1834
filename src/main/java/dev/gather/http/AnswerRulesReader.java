package dev.gather.http;

import dev.gather.source.BodyForm;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Set;

/** Resolves the keys of a source that say what becomes of its answers. */
record AnswerRulesReader(SourceYaml source, Problems problems) {
    static final Set<String> KEYS = Set.of(BodyForm.KEY, "accept", "response");

    private static final int NOT_FOUND = 404;

    AnswerRules read() {
        boolean whole = source.flag("response", problems);
        return new AnswerRules(
                BodyForm.read(source, BodyForm.JSON, problems),
                accepted(),
                whole,
                whole || seesResponse(),
                keepsFailures(),
                false);
    }

    /** Whether the source needs the status or the headers of answers, as its expressions may. */
    private boolean seesResponse() {
        return source.has("require") || source.has("value") || source.has(PaginationReader.KEY);
    }

    private boolean keepsFailures() {
        return source.find("fallback").filter(AnswerRulesReader::namesError).isPresent();
    }

    /** Whether a template below the node may name {@code $error}; one that does has the name in its text. */
    private static boolean namesError(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar.value() instanceof String text && text.contains("$error");
        }
        return node instanceof YamlList list
                ? list.elements().stream().anyMatch(AnswerRulesReader::namesError)
                : ((YamlMap) node).entries().values().stream().anyMatch(entry -> namesError(entry.value()));
    }

    private Set<Integer> accepted() {
        Set<Integer> statuses = source.statuses("accept", 300, problems);
        if (statuses.contains(NOT_FOUND)) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    "missing",
                    "missing has no effect where accept has 404, as that answer is a value then",
                    "remove one of them");
        }
        if (source.has("follow") && statuses.stream().anyMatch(Redirect.STATUSES::contains)) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    "follow",
                    "a redirect that accept takes as a value is not followed",
                    "remove one of them");
        }
        source.each("retry-on").stream()
                .filter(element -> element instanceof YamlScalar scalar
                        && scalar.value() instanceof Integer status
                        && statuses.contains(status))
                .forEach(element -> problems.add(
                        ProblemCode.CONFLICTING_KEYS,
                        element,
                        "an answer that accept takes as a value is not retried",
                        "remove one of them"));
        return statuses;
    }
}
