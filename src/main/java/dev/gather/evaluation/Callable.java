package dev.gather.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function as a value: a built-in one, one that the expression defines, or a regular expression. */
public interface Callable {
    /**
     * Calls the function.
     *
     * @param arguments values in hand; null for nothing
     * @param context replaces a missing argument if the function's signature allows it
     */
    @Nullable
    Object call(List<@Nullable Object> arguments, @Nullable Object context, Evaluation evaluation);

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
        @Nullable
        Object make(@Nullable Object context, Evaluation evaluation);
    }
}
