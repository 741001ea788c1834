package dev.gather.sql;

import java.util.List;

/**
 * Splits SQL into words, and skips strings, quoted names and comments. It scans several pieces of text in a row: a string
 * that is open at the end of one piece is still open at the start of the next.
 */
public interface SqlScanner {
    /**
     * A word, a number, a single character that is neither white space nor part of a word, or a closing quote.
     *
     * @param text as written
     * @param offset in the piece, in characters
     * @param called whether a parenthesis follows, so that a word is a function
     */
    record Token(String text, int offset, boolean called) {}

    /**
     * The tokens of the next piece.
     *
     * @param last whether nothing follows it; else an expression does
     */
    List<Token> scan(String piece, boolean last);

    /** What the end of the last piece is inside of: "a string", "a quoted name" or "a comment"; otherwise empty. */
    String place();

    /** Whether there has been a comment. */
    boolean hasComments();
}
