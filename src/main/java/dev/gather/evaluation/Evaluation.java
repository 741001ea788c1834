package dev.gather.evaluation;

import java.util.List;

/**
 * The limits of one evaluation, which everything that an expression does reports to: its time, how deep it nests, how
 * many values it makes and how long its texts become. Each of them ends the evaluation with a clear failure.
 */
public final class Evaluation {
    /** How deep evaluation may nest: far more than honest recursion over a tree, far less than the stack holds. */
    static final int MAX_DEPTH = 1_000;

    /** The longest list that an expression may make; a range that is only counted or summed up may be longer. */
    static final int MAX_LIST = 1_000_000;

    /** The longest text that an expression may make, in characters. */
    static final int MAX_TEXT = 10_000_000;

    /** How many values one evaluation may make: some 64 bytes of memory are there for each. */
    private static final long MAX_VALUES =
            Math.max(1_000_000, Math.min(10_000_000, Runtime.getRuntime().maxMemory() / 64));

    private static final int CHARACTERS_PER_VALUE = 16;

    /** The clock is read once in so many steps, each of which takes well under a microsecond. */
    private static final int STEPS_PER_LOOK = 512;

    private final long endNanos;
    private int steps = STEPS_PER_LOOK;
    private int depth;
    private long values;

    /** @param millis the time that the evaluation may take, from now */
    public Evaluation(long millis) {
        endNanos = System.nanoTime() + millis * 1_000_000;
    }

    /** A node begins. What fails ends the whole evaluation, so that only a node's regular end is noted. */
    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
        step();
    }

    /** A node ends. */
    public void leave() {
        depth--;
    }

    /** One step of a loop. */
    public void step() {
        if (--steps <= 0) {
            steps = STEPS_PER_LOOK;
            if (System.nanoTime() - endNanos > 0) {
                throw EvaluationException.late();
            }
        }
    }

    /** So many steps at once, of work that is done in one go. */
    public void steps(long count) {
        steps -= (int) Math.min(count, STEPS_PER_LOOK);
        step();
    }

    /** A list or an object has grown to that size by so many values. */
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

    /** A text of that length is made. */
    public void text(long length) {
        growing(length, length);
    }

    /** A text in the making has reached that length, by so many characters. */
    public void growing(long length, long by) {
        if (length > MAX_TEXT) {
            throw new EvaluationException("a text is longer than " + MAX_TEXT + " characters");
        }
        grown(0, by / CHARACTERS_PER_VALUE);
    }

    /** Calls a function that an expression passed to a built-in. */
    public Object call(Callable function, List<Object> arguments) {
        return call(function, arguments, null);
    }

    /** Calls a function, and what it ends by calling. */
    public Object call(Callable function, List<Object> arguments, Object context) {
        Object result = function.call(arguments, context, this);
        while (result instanceof Callable.TailCall tail) {
            result = tail.make(this);
        }
        return result;
    }

    /** The failure of what nests too deeply. */
    public static EvaluationException tooDeep() {
        return new EvaluationException("it nests too deeply");
    }
}
