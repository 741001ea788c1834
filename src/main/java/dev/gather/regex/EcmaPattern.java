package dev.gather.regex;

import java.util.regex.Pattern;

/**
 * A regular expression of ECMA-262, as in the keyword {@code pattern}: in Unicode mode, and not anchored. RE2/J runs
 * it, in linear time; features that RE2/J lacks (look-around, back references, large counts) run on {@link
 * java.util.regex}, with a limit on the number of steps.
 */
public final class EcmaPattern {
    /** The result of a search. */
    public enum Result {
        /** The text matches. */
        FOUND,
        /** The text does not match. */
        NOT_FOUND,
        /** The search takes too many steps or recurses too deeply. */
        UNDECIDED
    }

    private static final int STEPS = 1_000_000;
    private static final int STEPS_FOR_EACH_CHARACTER = 50;

    private final String source;
    private final Engine engine;

    /** Runs the regular expression: RE2/J or {@link java.util.regex}. */
    private interface Engine {
        Result find(CharSequence text, Runnable step);
    }

    private EcmaPattern(String source, Engine engine) {
        this.source = source;
        this.engine = engine;
    }

    /**
     * Compiles a regular expression.
     *
     * @throws IllegalArgumentException with the fault, if the source is not a regular expression or neither engine runs
     *     it
     */
    public static EcmaPattern compile(String source) {
        EcmaSyntax syntax = EcmaSyntax.forLinear(source);
        if (syntax.isLinear()) {
            try {
                var pattern = com.google.re2j.Pattern.compile(syntax.translation());
                return new EcmaPattern(source, (text, step) -> find(pattern, text, step));
            } catch (com.google.re2j.PatternSyntaxException e) {
                // It has a property or a count that RE2/J does not know.
                return backtracking(source);
            }
        }
        return backtracking(source);
    }

    /** Whether a text is a regular expression, even one that neither engine runs. */
    public static boolean isRegularExpression(String source) {
        try {
            var unused = EcmaSyntax.forBacktracking(source);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static EcmaPattern backtracking(String source) {
        try {
            var pattern = Pattern.compile(EcmaSyntax.forBacktracking(source).translation());
            return new EcmaPattern(source, (text, step) -> find(pattern, text, step));
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException("it cannot be run: " + e.getDescription(), e);
        }
    }

    /**
     * Searches a text.
     *
     * @param step called for every character that is read; may throw to end the search
     */
    public Result find(CharSequence text, Runnable step) {
        return engine.find(text, step);
    }

    private static Result find(com.google.re2j.Pattern linear, CharSequence text, Runnable step) {
        return result(linear.matcher(new WatchedText(text, step)).find());
    }

    private static Result find(Pattern backtracking, CharSequence text, Runnable step) {
        long steps = STEPS + (long) STEPS_FOR_EACH_CHARACTER * text.length();
        try {
            return result(
                    backtracking.matcher(new WatchedText(text, step, steps)).find());
        } catch (StackOverflowError | WatchedText.TooManySteps e) {
            // The matcher of java.util.regex recurses for each repetition of a group; it leaves nothing half done.
            return Result.UNDECIDED;
        }
    }

    private static Result result(boolean found) {
        return found ? Result.FOUND : Result.NOT_FOUND;
    }

    /** The regular expression as it was written. */
    @Override
    public String toString() {
        return source;
    }
}
