package dev.gather.regex;

import java.util.regex.Pattern;

/**
 * A regular expression of ECMA-262, as {@code pattern} means it: in Unicode mode, and found anywhere in the text. RE2/J
 * runs it, in linear time; what that does not have (look-around, back references, large counts) is left to
 * {@link java.util.regex}, whose steps are counted.
 */
public final class EcmaPattern {
    /** What came of looking for a pattern in a text. */
    public enum Result {
        /** The pattern is in the text. */
        FOUND,
        /** It is not. */
        NOT_FOUND,
        /** Finding out takes too many steps, or too deep a recursion. */
        UNDECIDED
    }

    private static final int STEPS = 1_000_000;
    private static final int STEPS_FOR_EACH_CHARACTER = 50;

    private final String source;
    private final com.google.re2j.Pattern linear;
    private final Pattern backtracking;

    private EcmaPattern(String source, com.google.re2j.Pattern linear, Pattern backtracking) {
        this.source = source;
        this.linear = linear;
        this.backtracking = backtracking;
    }

    /**
     * Reads a regular expression.
     *
     * @throws IllegalArgumentException with what is wrong, if it is no regular expression or cannot be run
     */
    public static EcmaPattern compile(String source) {
        EcmaSyntax syntax = EcmaSyntax.forLinear(source);
        if (syntax.isLinear()) {
            try {
                return new EcmaPattern(source, com.google.re2j.Pattern.compile(syntax.translation()), null);
            } catch (com.google.re2j.PatternSyntaxException e) {
                // It has a property or a count that RE2/J does not know.
                return backtracking(source);
            }
        }
        return backtracking(source);
    }

    /** Whether a text is a regular expression, be it one that cannot be run. */
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
            return new EcmaPattern(
                    source,
                    null,
                    Pattern.compile(EcmaSyntax.forBacktracking(source).translation()));
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException("it cannot be run: " + e.getDescription(), e);
        }
    }

    /**
     * Looks for it in a text.
     *
     * @param step is called for every character that is looked at, and may throw to end the search
     */
    public Result find(CharSequence text, Runnable step) {
        if (linear != null) {
            return result(
                    linear.matcher(new WatchedText(text, step, Long.MAX_VALUE)).find());
        }
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
