package dev.gather.expression;

import java.util.List;

/** A function as a value: a built-in one, one that the expression defines, or a regular expression. */
interface Callable {
    /**
     * Its value.
     *
     * @param arguments in hand
     * @param context what stands for a missing argument, where the function says so
     */
    Object call(List<Object> arguments, Object context, Evaluation evaluation);

    /** How many arguments it takes. */
    int arity();
}
