package dev.gather.schema;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A keyword of a schema, or several that belong together, ready to check values. */
interface Keyword {
    /**
     * Whether a value satisfies the keyword. If it does not, the violation is added to the run.
     *
     * @param marks takes the evaluated members and elements; null if no keyword needs them
     */
    boolean check(@Nullable Object value, @Nullable Marks marks, Validation run);

    /** The schemas that the keyword applies to the value itself, not to a part of it. */
    default List<Schema> inPlace() {
        return List.of();
    }

    /** The types that the keyword allows. */
    default Types types() {
        return Types.ALL;
    }

    /** The types that the keyword allows for a member or an element. */
    default Types typesAt(Step step) {
        return Types.ALL;
    }

    /** Passes on the schemas that a member or an element has to satisfy in any case. */
    default void forEachAt(Step step, Consumer<Schema> action) {}
}
