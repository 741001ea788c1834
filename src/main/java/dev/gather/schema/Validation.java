package dev.gather.schema;

import dev.gather.failure.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One check of a value by a schema: where it is, and what it has found. It ends after {@value #MAX_VIOLATIONS}
 * violations, and with its time limit.
 */
public final class Validation {
    static final int MAX_VIOLATIONS = 100;

    /** How deep schemas may be applied within each other. A level takes up to 1,000 bytes of the stack. */
    static final int MAX_DEPTH = 500;

    private final TimeLimit limit;
    private final Set<Violation> violations = new LinkedHashSet<>();
    private final List<Object> path = new ArrayList<>();
    private final List<Resource> scope = new ArrayList<>();
    private int trials;
    private int depth;

    private Validation(TimeLimit limit) {
        this.limit = limit;
    }

    /**
     * All violations, up to {@value #MAX_VIOLATIONS}; empty if the value keeps to the schema.
     *
     * @throws TimeLimit.Passed if it takes longer than the limit
     */
    public static List<Violation> violations(Schema schema, Object value, TimeLimit limit) {
        Validation run = new Validation(limit);
        try {
            var unused = schema.check(value, null, run);
        } catch (Enough e) {
            // What has been found is all that is told.
        }
        return List.copyOf(run.violations);
    }

    /** Whether a value keeps to a schema. */
    public static boolean holds(Schema schema, Object value, TimeLimit limit) {
        Validation run = new Validation(limit);
        try {
            return run.tries(schema, value, null);
        } catch (Enough e) {
            return false;
        }
    }

    TimeLimit limit() {
        return limit;
    }

    /** Checks a schema without telling what is wrong, up to the first violation. */
    boolean tries(Schema schema, Object value, Marks marks) {
        trials++;
        boolean holds = schema.check(value, marks, this);
        trials--;
        return holds;
    }

    boolean isTrial() {
        return trials > 0;
    }

    /** Checks a member or an element. */
    boolean checkWithin(Object step, Schema schema, Object value) {
        path.add(step);
        boolean holds = schema.check(value, null, this);
        path.remove(path.size() - 1);
        return holds;
    }

    /** Notes what is wrong with the present value; always false. */
    boolean fail(String message) {
        limit.step();
        if (!isTrial()) {
            violations.add(new Violation(Pointers.shortened(path), message));
            if (violations.size() >= MAX_VIOLATIONS) {
                throw new Enough();
            }
        }
        return false;
    }

    /** Notes what is wrong with a member or an element; always false. */
    boolean failWithin(Object step, String message) {
        path.add(step);
        boolean holds = fail(message);
        path.remove(path.size() - 1);
        return holds;
    }

    void enter(Schema schema) {
        limit.step();
        if (++depth > MAX_DEPTH) {
            trials = 0;
            var unused = fail("it nests too deeply");
            throw new Enough();
        }
        scope.add(schema.resource());
    }

    void leave(Schema schema) {
        depth--;
        scope.remove(scope.size() - 1);
    }

    /** The resources that are at work, the outermost first; each may be there more than once. */
    List<Resource> scope() {
        return scope;
    }

    /** Ends a check that has found enough. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }
}
