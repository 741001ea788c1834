package dev.gather.schema;

import dev.gather.failure.Violation;
import java.util.ArrayList;
import java.util.List;

/** The problems of a schema, in the order in which they are found. */
public final class SchemaProblems {
    private final List<Violation> found = new ArrayList<>();

    /**
     * Adds a problem.
     *
     * @param pointer the JSON pointer of the faulty part of the schema
     */
    public void add(String pointer, String message) {
        found.add(new Violation(pointer, message));
    }

    /** The problems, each once. */
    public List<Violation> found() {
        return found.stream().distinct().toList();
    }
}
