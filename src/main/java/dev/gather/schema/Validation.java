package dev.gather.schema;

import dev.gather.failure.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One check of a value against a schema: the current place and the violations so far. It ends after
 * {@value #MAX_VIOLATIONS} violations, or at its time limit.
 */
public final class Validation {
    static final int MAX_VIOLATIONS = 100;

    /** The most schemas that may be applied within each other. A level takes up to 1,000 bytes of the stack. */
    static final int MAX_DEPTH = 500;

    private final TimeLimit limit;
    /** Empty and immutable as long as there are none. */
    private Set<Violation> violations = Set.of();

    private final List<Object> path = new ArrayList<>();
    private final List<Resource> scope = new ArrayList<>();
    private int trials;
    private int depth;

    private Validation(TimeLimit limit) {
        this.limit = limit;
    }

    /**
     * All violations, up to {@value #MAX_VIOLATIONS}; empty if the value satisfies the schema.
     *
     * @throws TimeLimit.Passed if it takes longer than the limit
     */
    public static List<Violation> violations(Schema schema, @Nullable Object value, TimeLimit limit) {
        Validation run = new Validation(limit);
        try {
            var unused = schema.check(value, null, run);
        } catch (Enough e) {
            // The violations so far are the result.
        }
        return List.copyOf(run.violations);
    }

    /** Whether a value satisfies a schema. */
    public static boolean holds(Schema schema, @Nullable Object value, TimeLimit limit) {
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

    /** Checks a schema up to the first violation, without adding it to the result. */
    boolean tries(Schema schema, @Nullable Object value, @Nullable Marks marks) {
        trials++;
        boolean holds = schema.check(value, marks, this);
        trials--;
        return holds;
    }

    boolean isTrial() {
        return trials > 0;
    }

    /** Checks a member or an element. */
    boolean checkWithin(Object step, Schema schema, @Nullable Object value) {
        path.add(step);
        boolean holds = schema.check(value, null, this);
        path.remove(path.size() - 1);
        return holds;
    }

    /** Adds a violation of the current value; always false. */
    boolean fail(String message) {
        limit.step();
        if (!isTrial()) {
            violations = violations.isEmpty() ? new LinkedHashSet<>() : violations;
            violations.add(new Violation(Pointers.shortened(path), message));
            if (violations.size() >= MAX_VIOLATIONS) {
                throw new Enough();
            }
        }
        return false;
    }

    /** Adds a violation of a member or an element; always false. */
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

    /** The resources whose schemas are being applied, outermost first; one may occur repeatedly. */
    List<Resource> scope() {
        return scope;
    }

    /** Ends a check that has found enough violations. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }
}
