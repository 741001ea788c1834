package dev.gather.composition;

import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.Optional;

/** Reads the JSON Schema of a composition's output; its faults become problems at their places in the file. */
final class ReturnsReader {
    private final Problems problems;

    ReturnsReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the schema; empty if a problem was noted. */
    Optional<Returns> read(YamlNode node) {
        if (!(node instanceof YamlMap map)) {
            problems.add(ProblemCode.INVALID_SCHEMA, node, "returns must be a JSON Schema, not " + node.kind());
            return Optional.empty();
        }
        SchemaProblems found = new SchemaProblems();
        Schema schema = new SchemaReader(map.plainMap(), found).read();
        found.found()
                .forEach(problem -> problems.add(
                        ProblemCode.INVALID_SCHEMA,
                        map.at(problem.pointer()),
                        "invalid JSON Schema: " + problem.message()));
        return found.found().isEmpty() ? Optional.of(new Returns(schema)) : Optional.empty();
    }
}
