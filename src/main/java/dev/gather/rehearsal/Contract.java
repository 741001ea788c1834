package dev.gather.rehearsal;

import dev.gather.failure.Violation;
import dev.gather.schema.Schema;
import dev.gather.schema.SchemaProblems;
import dev.gather.schema.SchemaReader;
import dev.gather.schema.TimeLimit;
import dev.gather.schema.Validation;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Learnt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the answers of a source's backend, against which the answers of cases are held.
 *
 * @param learnt what the lock file has
 */
record Contract(Learnt learnt) {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int FAILURE = 400;
    private static final int NO_CONTENT = 204;

    /** What of an answer the backend could not have sent, each with its JSON pointer; empty if it could have. */
    List<String> violations(GivenAnswer given) {
        if (learnt.row().isPresent()) {
            return rows(learnt.row().get(), given.value());
        }
        return ofStatus(given.status())
                .filter(schema -> isDocument(given))
                .map(schema -> against(schema, given.value(), "value"))
                .orElse(List.of());
    }

    /** A value that is no list is a single row, and null is none. */
    private static List<String> rows(Map<String, @Nullable Object> schema, @Nullable Object value) {
        if (!(value instanceof List<?> rows)) {
            return value == null ? List.of() : row(schema, value, "value");
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            found.addAll(row(schema, rows.get(i), "value/" + i));
        }
        return found;
    }

    /** A row has exactly the columns of its statement. */
    private static List<String> row(Map<String, @Nullable Object> schema, @Nullable Object row, String path) {
        Set<String> found = new LinkedHashSet<>();
        if (row instanceof Map<?, ?> members && schema.get("properties") instanceof Map<?, ?> columns) {
            columns.keySet().stream()
                    .filter(column -> !members.containsKey(column))
                    .forEach(column -> found.add(path + " lacks the column " + column));
            members.keySet().stream()
                    .filter(member -> !columns.containsKey(member))
                    .forEach(member -> found.add(path + "/" + member + " is no column"));
        }
        if (found.isEmpty()) {
            found.addAll(against(schema, row, path));
        }
        return List.copyOf(found);
    }

    /** A failure may come without its body, and what is not JSON is not described. */
    private static boolean isDocument(GivenAnswer given) {
        boolean empty = given.value() == null && (given.status() >= FAILURE || given.status() == NO_CONTENT);
        boolean text = given.value() instanceof String && given.headers().containsKey("content-type");
        return !empty && !text && !(given.value() instanceof byte[]);
    }

    /** The schema for a status, unless it is not described: a gateway may answer with any. */
    private Optional<Map<String, @Nullable Object>> ofStatus(int status) {
        return learnt.described(status).map(learnt.answers()::get);
    }

    private static List<String> against(Map<String, @Nullable Object> written, @Nullable Object value, String path) {
        SchemaProblems problems = new SchemaProblems();
        Schema schema = new SchemaReader(written, problems).read();
        if (!problems.found().isEmpty()) {
            Violation first = problems.found().get(0);
            return List.of("the lock file has no valid schema of it: " + first.pointer() + " " + first.message());
        }
        try {
            return Validation.violations(schema, value, TimeLimit.in(LONGEST)).stream()
                    .map(violation -> path + violation.pointer() + ": " + violation.message())
                    .toList();
        } catch (TimeLimit.Passed e) {
            return List.of(path + " takes too long to be held against its schema");
        }
    }
}
