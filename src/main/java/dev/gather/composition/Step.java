package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import java.util.List;

/** A node of a composition's plan. It starts when the steps that it depends on have ended well. */
public sealed interface Step permits Source, NamedValue, Assertion {
    /** Its name, unique in the composition. */
    String name();

    /** The steps that end before it starts, as indexes into {@link Composition#steps()}. */
    List<Integer> dependencies();

    /** The documents that wrap the values that it is made from, and become its value. */
    default List<JsonTemplate> wrappings() {
        return List.of();
    }
}
