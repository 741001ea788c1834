package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;

/** The surroundings of all scopes of one evaluation. */
public interface Globals {
    /** The evaluation, for its limits. */
    Evaluation evaluation();

    /** The variable or built-in function with a name, in hand; null if there is none. */
    @Nullable
    Object lookup(String name);
}
