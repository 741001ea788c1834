package dev.gather.sql;

/**
 * Finds by the words of a statement that writes whether it answers with rows: {@code RETURNING}, outside of parentheses, in which
 * it is an option of a function.
 */
final class ReturningFinder {
    private int depth;
    private boolean found;

    /** Looks at the next word or character, in upper case. */
    void see(String word) {
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        found |= depth == 0 && word.equals("RETURNING");
    }

    boolean isFound() {
        return found;
    }
}
