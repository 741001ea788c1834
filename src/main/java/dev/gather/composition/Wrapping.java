package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import java.util.List;

/**
 * How much the documents of a chain of steps put, at most, around a value that is passed on along it. Known when a
 * composition is loaded, so that only values that may have become too large are looked through at each call.
 *
 * @param levels the levels around it
 * @param copies how often it occurs
 */
public record Wrapping(int levels, int copies) {
    /** Nothing is put around it. */
    static final Wrapping NONE = new Wrapping(0, 1);

    /** As many levels as the writer allows around the deepest value, beside those of the answer's document. */
    private static final int MOST_LEVELS = 100;

    /** As many copies as one document has of a value, about. */
    private static final int MOST_COPIES = 1_000;

    /** The larger of each. */
    Wrapping or(Wrapping other) {
        return new Wrapping(Math.max(levels, other.levels), Math.max(copies, other.copies));
    }

    /** This within one of further documents. */
    Wrapping in(List<JsonTemplate> documents) {
        int around = documents.stream().mapToInt(JsonTemplate::levels).max().orElse(0);
        long times = documents.stream()
                .mapToLong(document -> document.alone().count())
                .max()
                .orElse(1);
        return new Wrapping(levels + around, (int) Math.min(MOST_COPIES + 1, copies * Math.max(1, times)));
    }

    /** Whether a value may have become too deep or too large without any expression having looked into it. */
    public boolean isLarge() {
        return levels > MOST_LEVELS || copies > MOST_COPIES;
    }
}
