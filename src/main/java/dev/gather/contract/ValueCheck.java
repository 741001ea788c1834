package dev.gather.contract;

import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import dev.gather.input.InputSchema;
import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks values against the schemas of a document. A schema that has problems itself, or that takes too long, refuses nothing. */
final class ValueCheck {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String NAME = "value";

    private ValueCheck() {}

    /** The violations of a schema by a value. */
    static List<Violation> violations(Map<String, @Nullable Object> schema, @Nullable Object value) {
        SchemaProblems problems = new SchemaProblems();
        Schema read = new SchemaReader(schema, problems).read();
        if (!problems.found().isEmpty()) {
            return List.of();
        }
        try {
            return Validation.violations(read, value, TimeLimit.in(LIMIT));
        } catch (TimeLimit.Passed e) {
            return List.of();
        }
    }

    /**
     * What is wrong with the value of a parameter, which is converted from text as the parameters of a composition are.
     *
     * @param texts one text, or more if the parameter is repeated
     */
    static Optional<String> fault(ApiDocument.Parameter parameter, List<String> texts) {
        Map<String, @Nullable Object> schema = Map.of("properties", Map.of(NAME, parameter.schema()));
        Optional<InputSchema> read = InputSchema.read(schema, problem -> {});
        if (read.isEmpty() || parameter.notation() == ApiDocument.Notation.OTHER) {
            return Optional.empty();
        }
        Object written = texts.size() == 1 ? texts.get(0) : texts;
        Optional<String> fault = fault(read.get(), written);
        boolean divided = parameter.notation() == ApiDocument.Notation.COMMAS && written instanceof String;
        return fault.isPresent() && divided
                ? fault(read.get(), List.of(texts.get(0).split(",", -1))).flatMap(unused -> fault)
                : fault;
    }

    private static Optional<String> fault(InputSchema schema, Object texts) {
        try {
            var unused = schema.accept(Map.of(NAME, texts), Map.of(), LIMIT);
            return Optional.empty();
        } catch (Failure e) {
            return e.violations().stream().map(Violation::message).findFirst();
        }
    }
}
