package dev.gather.evaluation;

import java.util.List;

/** A function as a value: a built-in one, one that the expression defines, or a regular expression. */
public interface Callable {
    /**
     * Its value.
     *
     * @param arguments in hand
     * @param context what stands for a missing argument, where the function says so
     */
    Object call(List<Object> arguments, Object context, Evaluation evaluation);

    /** How many arguments it takes. */
    int arity();

    /** The call that a function ends with, in place of its value. Made once the function has returned, it needs no stack. */
    interface TailCall {
        /** The value of the call, or the call that it ends with. */
        Object make(Evaluation evaluation);
    }
}
