package dev.gather.regex;

/** A text that counts the reads of its characters, so that a regular expression's search can be ended. */
public final class WatchedText implements CharSequence {
    private final CharSequence text;
    private final Runnable step;
    private long stepsLeft;

    /** @param step called before every read; may throw to end the search */
    public WatchedText(CharSequence text, Runnable step) {
        this(text, step, Long.MAX_VALUE);
    }

    /** @param steps the most reads; beyond them {@link TooManySteps} is thrown */
    WatchedText(CharSequence text, Runnable step, long steps) {
        this.text = text;
        this.step = step;
        this.stepsLeft = steps;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        step.run();
        if (--stepsLeft < 0) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The text was read more often than allowed. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
