package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads conditions: an expression alone, or {@code { that: …, status: 409, detail: … }}. */
final class RequirementReader {
    private static final String STATUS = "status";
    private static final Set<String> KEYS = Set.of("that", STATUS, "detail");

    private final TemplateReader templates;
    private final Problems problems;

    RequirementReader(TemplateReader templates) {
        this.templates = templates;
        this.problems = templates.problems();
    }

    /** Reads a condition; empty if a problem was noted. */
    Optional<Requirement> read(YamlNode node) {
        if (!(node instanceof YamlMap map)) {
            return templates.value(node).map(that -> new Requirement(that, OptionalInt.empty(), Optional.empty()));
        }
        problems.addUnknownKeys(map, KEYS);
        Optional<JsonTemplate> that = Optional.ofNullable(map.get("that")).flatMap(templates::value);
        if (map.get("that") == null) {
            problems.add(ProblemCode.MISSING_KEY, map, "that is missing", "add it: the expression that has to be true");
        }
        OptionalInt status = map.get(STATUS) == null ? OptionalInt.empty() : status(map.get(STATUS));
        Optional<JsonTemplate> detail = Optional.ofNullable(map.get("detail")).flatMap(this::detail);
        return that.map(condition -> new Requirement(condition, status, detail));
    }

    private OptionalInt status(YamlNode node) {
        OptionalInt status = clientError(node);
        if (status.isEmpty()) {
            problems.add(ProblemCode.WRONG_VALUE, node, "status must be a whole number from 400 to 499");
        }
        return status;
    }

    /** The status of a client error that a node is. */
    static OptionalInt clientError(YamlNode node) {
        return node instanceof YamlScalar scalar
                        && scalar.value() instanceof Integer status
                        && status >= 400
                        && status <= 499
                ? OptionalInt.of(status)
                : OptionalInt.empty();
    }

    private Optional<JsonTemplate> detail(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String) {
            return templates.document(scalar);
        }
        problems.add(ProblemCode.WRONG_VALUE, node, "detail must be a string, not " + node.kind());
        return Optional.empty();
    }
}
