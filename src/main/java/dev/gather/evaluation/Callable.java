package dev.gather.evaluation;

import java.util.List;

/** A function as a value: a built-in one, one that the expression defines, or a regular expression. */
public interface Callable {
    /**
     * Calls the function.
     *
     * @param arguments values in hand
     * @param context replaces a missing argument if the function's signature allows it
     */
    Object call(List<Object> arguments, Object context, Evaluation evaluation);

    /** The number of arguments that it takes. */
    int arity();

    /**
     * The last call of a function, returned in place of a value and made after the return, so that it needs no stack.
     */
    interface TailCall {
        /**
         * Makes the call.
         *
         * @param context the context of the function that it is the last call of
         * @return its value, or its own last call
         */
        Object make(Object context, Evaluation evaluation);
    }
}
