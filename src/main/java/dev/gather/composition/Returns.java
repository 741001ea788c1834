package dev.gather.composition;

import dev.gather.failure.Violation;
import dev.gather.schema.Schema;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Validation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a composition's output, to which answers are held where compositions are written: in tests, by commands
 * and in dev mode. The packaged function does not read it.
 *
 * @param schema the schema
 */
public record Returns(Schema schema) {
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

    /** All violations of the schema by an output, up to 100; empty if it is as the composition promises. */
    public List<Violation> violations(@Nullable Object output) {
        try {
            return Validation.violations(schema, output, TimeLimit.in(LONGEST_CHECK));
        } catch (TimeLimit.Passed e) {
            return List.of(new Violation("", "it takes too long to check"));
        }
    }
}
