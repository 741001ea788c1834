package dev.gather.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL into words, and skips strings, quoted names and comments. It scans several pieces of text in a row: a string
 * that is open at the end of one piece is still open at the start of the next.
 */
final class SqlScanner {
    /**
     * A word, a single character that is neither white space nor part of a word, or a closing quote.
     *
     * @param text as written
     * @param offset in the piece, in characters
     * @param called whether a parenthesis follows, so that a word is a function
     */
    record Token(String text, int offset, boolean called) {}

    private static final char NONE = 0;
    private static final char LINE_COMMENT = '\n';
    private static final char BLOCK_COMMENT = '*';

    /** The open quote or comment. */
    private char open = NONE;

    private String text = "";
    private int at;

    /** The tokens of the next piece. */
    List<Token> scan(String piece) {
        List<Token> tokens = new ArrayList<>();
        text = piece;
        at = 0;
        while (at < text.length()) {
            if (open != NONE) {
                skipToEnd(tokens);
            } else {
                next(tokens);
            }
        }
        return tokens;
    }

    /** What the end of the last piece is inside of: "a string", "a quoted name" or "a comment"; otherwise empty. */
    String place() {
        return switch (open) {
            case NONE -> "";
            case '`' -> "a quoted name";
            case LINE_COMMENT, BLOCK_COMMENT -> "a comment";
            default -> "a string";
        };
    }

    private void next(List<Token> tokens) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            open = c;
            at++;
        } else if (c == '#' || startsLineComment()) {
            open = LINE_COMMENT;
        } else if (text.startsWith("/*", at)) {
            openBlockComment(tokens);
        } else if (isWordPart(c)) {
            word(tokens);
        } else {
            if (!Character.isWhitespace(c)) {
                tokens.add(new Token(String.valueOf(c), at, false));
            }
            at++;
        }
    }

    private boolean startsLineComment() {
        return text.startsWith("--", at) && (at + 2 == text.length() || text.charAt(at + 2) <= ' ');
    }

    private void openBlockComment(List<Token> tokens) {
        boolean executed = text.startsWith("/*!", at) || text.startsWith("/*M!", at);
        if (executed) {
            tokens.add(new Token("/*!", at, false));
        }
        open = BLOCK_COMMENT;
        at += 2;
    }

    private void word(List<Token> tokens) {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        int after = at;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        boolean called = after < text.length() && text.charAt(after) == '(';
        tokens.add(new Token(text.substring(start, at), start, called));
    }

    private void skipToEnd(List<Token> tokens) {
        if (open == BLOCK_COMMENT) {
            int end = text.indexOf("*/", at);
            at = end < 0 ? text.length() : end + 2;
            open = end < 0 ? open : NONE;
        } else if (open == LINE_COMMENT) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
            open = end < 0 ? open : NONE;
        } else {
            skipQuoted(tokens);
        }
    }

    /** A doubled quote closes and opens again, with the same effect. A backslash escapes the next character. */
    private void skipQuoted(List<Token> tokens) {
        char c = text.charAt(at++);
        if (c == '\\' && open != '`') {
            at++;
        } else if (c == open) {
            tokens.add(new Token(String.valueOf(open), at - 1, false));
            open = NONE;
        }
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@' || c == '.';
    }
}
