package dev.gather.input;

import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.schema.Step;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Types;
import dev.gather.schema.Validation;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a composition's parameters. It makes {@code $input} of what a caller sends: converts texts from
 * paths and queries to the schema's types, adds defaults, and validates the result.
 */
public final class InputSchema {
    /** Accepts any object, for compositions that declare no input. */
    public static final InputSchema ANY = read(Map.of(), problem -> {}).orElseThrow();

    private static final Types OF_TEXTS =
            new Types(Types.STRING.bits() | Types.NUMBER.bits() | Types.BOOLEAN.bits() | Types.ARRAY.bits());

    private static final Duration LONGEST_CHECK_OF_A_DEFAULT = Duration.ofMillis(200);

    private final Schema schema;
    private final Coercion coercion;
    private final boolean hasDefaults;
    private final List<Violation> warnings;

    private InputSchema(Schema schema, List<Schema> parts) {
        this.schema = schema;
        this.coercion = new Coercion(schema);
        this.hasDefaults = parts.stream().anyMatch(part -> part.ownDefault().isPresent());
        this.warnings = parts.stream()
                .flatMap(part -> part.properties().values().stream())
                .filter(Schema::boundsNumbersWithoutAType)
                .map(part -> new Violation(part.pointer(), "it states no type, so any text passes"))
                .sorted(Comparator.comparing(Violation::pointer))
                .toList();
    }

    /**
     * Reads a schema. Its type is {@code object}, also if it does not say so.
     *
     * @param written the schema as written, of maps, lists and scalars
     * @param problems takes all problems, with pointers into the schema
     * @return the schema; empty if there is a problem
     */
    public static Optional<InputSchema> read(Map<String, @Nullable Object> written, Consumer<Violation> problems) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>(written);
        root.put("type", "object");
        SchemaProblems found = new SchemaProblems();
        SchemaReader reader = new SchemaReader(root, found);
        Schema schema = reader.read();
        if (found.found().isEmpty()) {
            reader.all().forEach(part -> checkDefault(part, found));
        }
        found.found().forEach(problems);
        return found.found().isEmpty() ? Optional.of(new InputSchema(schema, reader.all())) : Optional.empty();
    }

    /** Parts of a valid schema that are probably mistakes, with pointers into it. */
    public List<Violation> warnings() {
        return warnings;
    }

    /** Whether a property can come as a text, as in a path, a query or a form: nothing stands for null or an object there. */
    public boolean takesTexts(String property) {
        return schema.typesAt(new Step(property, Set.of())).meets(OF_TEXTS);
    }

    private static void checkDefault(Schema part, SchemaProblems problems) {
        part.ownDefault().ifPresent(value -> {
            String pointer = part.pointer() + "/default";
            try {
                Validation.violations(part, value.value(), TimeLimit.in(LONGEST_CHECK_OF_A_DEFAULT))
                        .forEach(violation -> problems.add(
                                pointer + violation.pointer(),
                                "the default breaks its own schema: " + violation.message()));
            } catch (TimeLimit.Passed e) {
                problems.add(pointer, "it takes too long to check the default");
            }
        });
    }

    /**
     * Makes the input of an execution.
     *
     * @param texts parameters from path and query: each a text, or a list of texts where it was repeated
     * @param values parameters from a JSON document, which are not changed afterwards; texts win over them
     * @param timeLimit the time that this may take
     * @throws Failure if the result breaks the schema, with the first 100 violations, or if it takes longer
     */
    public Map<String, @Nullable Object> accept(
            Map<String, Object> texts, Map<String, @Nullable Object> values, Duration timeLimit) {
        try {
            return accept(texts, values, TimeLimit.in(timeLimit));
        } catch (TimeLimit.Passed e) {
            throw Failure.of(Failure.Code.TIMEOUT, "the input could not be checked in time");
        }
    }

    private Map<String, @Nullable Object> accept(
            Map<String, Object> texts, Map<String, @Nullable Object> values, TimeLimit limit) {
        Map<String, @Nullable Object> input = texts.isEmpty() ? values : coerced(texts, values, limit);
        Map<String, @Nullable Object> complete = hasDefaults ? new Defaults(limit).complete(input, schema) : input;
        List<Violation> violations = Validation.violations(schema, complete, limit);
        if (!violations.isEmpty()) {
            throw Failure.invalidInput("the input is not valid", violations);
        }
        return complete;
    }

    private Map<String, @Nullable Object> coerced(
            Map<String, Object> texts, Map<String, @Nullable Object> values, TimeLimit limit) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>(values);
        Set<String> present = new LinkedHashSet<>(values.keySet());
        present.addAll(texts.keySet());
        texts.forEach((name, text) -> input.put(name, coercion.coerce(name, text, present, limit)));
        return input;
    }
}
