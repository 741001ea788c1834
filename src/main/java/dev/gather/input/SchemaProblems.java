package dev.gather.input;

import dev.gather.failure.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a schema, in the order in which it is found. */
final class SchemaProblems {
    private final List<Violation> found = new ArrayList<>();

    void add(String pointer, String message) {
        found.add(new Violation(pointer, message));
    }

    List<Violation> found() {
        return found.stream().distinct().toList();
    }
}
