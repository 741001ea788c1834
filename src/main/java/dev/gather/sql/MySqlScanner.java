package dev.gather.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits the SQL of MySQL and MariaDB into words. */
final class MySqlScanner implements SqlScanner {
    private static final char NONE = 0;
    private static final char LINE_COMMENT = '\n';
    private static final char BLOCK_COMMENT = '*';
    /** The control character that follows all others, beyond the letters. */
    private static final char DELETE = 0x7F;

    /** MySQL's other name of NULL, which ends a word, too. */
    private static final String NULL = "\\N";

    /**
     * A number. With a point or an exponent it ends even where letters follow: {@code 1.INTO} and {@code 1e0INTO} are two words
     * for the database. But {@code 1INTO} and {@code 0x1INTO} are names.
     */
    private static final Pattern NUMBER = Pattern.compile(
            """
            0x [0-9a-fA-F]+ END | 0b [01]+ END | [0-9]+ EXPONENT
            | [0-9]+ END ( \\. [0-9]* EXPONENT? )? | \\. [0-9]+ EXPONENT?
            """.replace("END", "(?! [\\p{L}\\p{Nd}_$] )").replace("EXPONENT", "( [eE] [+-]? [0-9]+ )"),
            Pattern.COMMENTS);

    private final boolean ansiQuotes;

    /** The open quote or comment. */
    private char open = NONE;

    private String text = "";
    private boolean last;
    private int at;
    private boolean comments;

    MySqlScanner() {
        this(false);
    }

    /** @param ansiQuotes whether texts between double quotes are names, in which a backslash is nothing special */
    MySqlScanner(boolean ansiQuotes) {
        this.ansiQuotes = ansiQuotes;
    }

    @Override
    public List<Token> scan(String piece, boolean last) {
        List<Token> tokens = new ArrayList<>();
        text = piece;
        this.last = last;
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

    @Override
    public String place() {
        return switch (open) {
            case NONE -> "";
            case '`', '"' -> isName(open) ? "a quoted name" : "a string";
            case LINE_COMMENT, BLOCK_COMMENT -> "a comment";
            default -> "a string";
        };
    }

    @Override
    public boolean hasComments() {
        return comments;
    }

    private void next(List<Token> tokens) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            open = c;
            at++;
        } else if (c == '#' || startsLineComment()) {
            comments = true;
            open = LINE_COMMENT;
        } else if (text.startsWith("/*", at)) {
            openBlockComment(tokens);
        } else if (isWordPart(c)) {
            word(tokens);
        } else if (text.startsWith(NULL, at)) {
            add(tokens, at + NULL.length());
        } else {
            if (!Character.isWhitespace(c)) {
                tokens.add(new Token(String.valueOf(c), at, false));
            }
            at++;
        }
    }

    private boolean startsLineComment() {
        int end = at + 2;
        return text.startsWith("--", at) && (end == text.length() ? last : isBlank(text.charAt(end)));
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == DELETE;
    }

    private void openBlockComment(List<Token> tokens) {
        boolean executed = text.startsWith("/*!", at) || text.startsWith("/*M!", at);
        if (executed) {
            tokens.add(new Token("/*!", at, false));
        }
        comments = true;
        open = BLOCK_COMMENT;
        at += 2;
    }

    private void word(List<Token> tokens) {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            add(tokens, number.end());
        } else {
            int end = at;
            while (end < text.length() && isWordPart(text.charAt(end))) {
                end++;
            }
            add(tokens, end);
        }
    }

    private void add(List<Token> tokens, int end) {
        int after = end;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        boolean called = after < text.length() && text.charAt(after) == '(';
        tokens.add(new Token(text.substring(at, end), at, called));
        at = end;
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
        if (c == '\\' && !isName(open)) {
            at++;
        } else if (c == open) {
            tokens.add(new Token(String.valueOf(open), at - 1, false));
            open = NONE;
        }
    }

    private boolean isName(char quote) {
        return quote == '`' || (ansiQuotes && quote == '"');
    }

    /** Whether a word goes on with this character. */
    static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@' || c == '.';
    }
}
