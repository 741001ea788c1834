package dev.gather.schema;

import java.util.List;
import java.util.function.Consumer;

/** A keyword of a schema, or several that belong together, ready to be checked. */
interface Keyword {
    /**
     * Whether a value keeps to the keyword. Where it does not, the run is told.
     *
     * @param marks takes what of the value was evaluated; null where nobody asks
     */
    boolean check(Object value, Marks marks, Validation run);

    /** The schemas that the keyword applies to the very value that it checks. */
    default List<Schema> inPlace() {
        return List.of();
    }

    /** The types that the keyword lets through. */
    default Types types() {
        return Types.ALL;
    }

    /** The types that the keyword lets a member or an element have. */
    default Types typesAt(Step step) {
        return Types.ALL;
    }

    /** Names the schemas that a member or an element has to keep to, whatever else holds. */
    default void forEachAt(Step step, Consumer<Schema> action) {}
}
