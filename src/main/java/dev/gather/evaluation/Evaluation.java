package dev.gather.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one evaluation, to which every piece of its work reports: time, nesting, the number of values made and
 * the length of texts. Beyond a limit the evaluation fails with a message that names it.
 */
public final class Evaluation {
    /** The deepest nesting: far more than recursion over a tree needs, far less than the stack allows. */
    static final int MAX_DEPTH = 1_000;

    /** The longest list that an expression may make; a range that is only counted or summed may be longer. */
    static final int MAX_LIST = 1_000_000;

    /** The longest text that an expression may make, in characters. */
    static final int MAX_TEXT = 10_000_000;

    /** The most values that one evaluation may make, at an estimated 64 bytes each. */
    private static final long MAX_VALUES =
            Math.max(1_000_000, Math.min(10_000_000, Runtime.getRuntime().maxMemory() / 64));

    private static final int CHARACTERS_PER_VALUE = 16;

    /** The number of steps between two readings of the clock; a step takes well under a microsecond. */
    private static final int STEPS_PER_LOOK = 512;

    private final long endNanos;
    private int steps = STEPS_PER_LOOK;
    private int depth;
    private long values;

    /** @param millis the time that the evaluation may take, from now */
    public Evaluation(long millis) {
        endNanos = System.nanoTime() + millis * 1_000_000;
    }

    /** Begins a node. A failure ends the whole evaluation, so only a node that succeeds calls {@link #leave}. */
    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
        step();
    }

    /** Ends a node. */
    public void leave() {
        depth--;
    }

    /** Counts one step of a loop. */
    public void step() {
        if (--steps <= 0) {
            steps = STEPS_PER_LOOK;
            if (System.nanoTime() - endNanos > 0) {
                throw EvaluationException.late();
            }
        }
    }

    /** Counts the steps of work that is done in one go. */
    public void steps(long count) {
        steps -= (int) Math.min(count, STEPS_PER_LOOK);
        step();
    }

    /** Counts values that are added to a list or an object, and checks its new size. */
    public void grown(long size, long by) {
        if (size > MAX_LIST) {
            throw new EvaluationException("a list or an object has more than " + MAX_LIST + " elements");
        }
        values += by;
        steps(by);
        if (values > MAX_VALUES) {
            throw new EvaluationException("it makes more than " + MAX_VALUES + " values");
        }
    }

    /** Counts a text that is made in one go. */
    public void text(long length) {
        growing(length, length);
    }

    /** Counts characters that are added to a text, and checks its new length. */
    public void growing(long length, long by) {
        if (length > MAX_TEXT) {
            throw new EvaluationException("a text is longer than " + MAX_TEXT + " characters");
        }
        grown(0, by / CHARACTERS_PER_VALUE);
    }

    /** Calls a function that an expression passes to a built-in one. */
    public @Nullable Object call(Callable function, List<@Nullable Object> arguments) {
        return call(function, arguments, null);
    }

    /** Calls a function, and then the tail calls that it ends with. */
    public @Nullable Object call(Callable function, List<@Nullable Object> arguments, @Nullable Object context) {
        Object result = function.call(arguments, context, this);
        while (result instanceof Callable.TailCall tail) {
            result = tail.make(context, this);
        }
        return result;
    }

    /** The failure of a value or an evaluation that nests too deeply. */
    public static EvaluationException tooDeep() {
        return new EvaluationException("it nests too deeply");
    }
}
