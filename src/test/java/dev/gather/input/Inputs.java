package dev.gather.input;

import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Schemas and values as YAML, and what becomes of them as text. */
final class Inputs {
    private static final Duration LONG = Duration.ofSeconds(20);

    private Inputs() {}

    static Object value(String yaml) {
        Problems problems = new Problems();
        return new YamlReader("test", yaml, problems)
                .read()
                .orElseThrow(() -> new IllegalArgumentException(problems.all().toString()))
                .plain();
    }

    /** The schema of an input with one property, {@code v}. */
    static InputSchema schemaOfV(String schema) {
        return schema("properties: { v: " + schema + " }");
    }

    static InputSchema schema(String yaml) {
        List<Violation> problems = new ArrayList<>();
        return InputSchema.read(map(yaml), problems::add)
                .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
    }

    /** The problems of a schema, each as pointer and message. */
    static String problems(String yaml) {
        List<Violation> problems = new ArrayList<>();
        var unused = InputSchema.read(map(yaml), problems::add);
        return text(problems);
    }

    /** What is wrong with an input; empty if nothing is. */
    static String violations(InputSchema schema, Map<String, Object> input) {
        try {
            var unused = schema.accept(Map.of(), input, LONG);
            return "";
        } catch (Failure e) {
            return text(e.violations());
        }
    }

    static Map<String, Object> accept(InputSchema schema, Map<String, Object> texts) {
        return schema.accept(texts, Map.of(), LONG);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String yaml) {
        return (Map<String, Object>) value(yaml);
    }

    private static String text(List<Violation> violations) {
        return violations.stream()
                .map(violation -> (violation.pointer() + " " + violation.message()).strip())
                .collect(Collectors.joining("; "));
    }
}
