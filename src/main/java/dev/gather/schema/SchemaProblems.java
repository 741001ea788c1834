package dev.gather.schema;

import dev.gather.failure.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a schema, in the order in which it is found. */
public final class SchemaProblems {
    private final List<Violation> found = new ArrayList<>();

    /**
     * Notes a problem.
     *
     * @param pointer where it is in the schema
     */
    public void add(String pointer, String message) {
        found.add(new Violation(pointer, message));
    }

    /** The problems, each once. */
    public List<Violation> found() {
        return found.stream().distinct().toList();
    }
}
