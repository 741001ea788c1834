package dev.gather.composition;

import dev.gather.input.InputSchema;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON Schema of a composition's input; its faults become problems at their places in the file. */
final class InputReader {
    private final Problems problems;

    InputReader(Problems problems) {
        this.problems = problems;
    }

    /** @param node the schema; null if there is none, so that any input is accepted */
    InputSchema read(@Nullable YamlNode node) {
        if (node == null) {
            return InputSchema.ANY;
        }
        if (!(node instanceof YamlMap map)) {
            problems.add(ProblemCode.INVALID_SCHEMA, node, "input must be a JSON Schema, not " + node.kind());
            return InputSchema.ANY;
        }
        YamlNode type = map.get("type");
        if (type != null && !"object".equals(type.plain())) {
            problems.add(ProblemCode.INVALID_SCHEMA, type, "the type of an input must be object", "write type: object");
        }
        Optional<InputSchema> schema = InputSchema.read(
                map.plainMap(),
                problem -> problems.add(
                        ProblemCode.INVALID_SCHEMA,
                        map.at(problem.pointer()),
                        "invalid JSON Schema: " + problem.message()));
        schema.stream()
                .flatMap(read -> read.warnings().stream())
                .forEach(warning -> problems.warn(
                        ProblemCode.UNTYPED_PARAMETER,
                        map.at(warning.pointer()),
                        warning.message(),
                        "write type: integer or number"));
        return schema.orElse(InputSchema.ANY);
    }
}
