package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;

/** What is around all scopes of one evaluation. */
public interface Globals {
    /** The evaluation that this is part of. */
    Evaluation evaluation();

    /** The value of a variable or a built-in function, in hand; null where there is none of that name. */
    Object lookup(String name);
}
