package dev.gather.postgresql;

import dev.gather.sql.SqlScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits the SQL of PostgreSQL into words. Texts may be between dollar quotes, a backslash is special in {@code E'…'} alone, and
 * comments nest.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical Structure</a>
 */
final class PgScanner implements SqlScanner {
    private static final Pattern DOLLAR =
            Pattern.compile("\\$([\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\p{N}_\\x{80}-\\x{10FFFF}]*)?\\$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$[0-9]+");

    /** With a point or an exponent it ends even where letters follow, as it does for the database. */
    private static final Pattern NUMBER = Pattern.compile("0[xX]_?[0-9a-fA-F_]+|0[oO]_?[0-7_]+|0[bB]_?[01_]+"
            + "|[0-9][0-9_]*(\\.(?!\\.)[0-9_]*)?([eE][+-]?[0-9][0-9_]*)?|\\.[0-9][0-9_]*([eE][+-]?[0-9][0-9_]*)?");

    /** What is open at the end of what has been scanned. */
    private enum Open {
        NOTHING(""),
        STRING("a string"),
        ESCAPED_STRING("a string"),
        DOLLAR_STRING("a string"),
        NAME("a quoted name"),
        LINE_COMMENT("a comment"),
        BLOCK_COMMENT("a comment");

        private final String place;

        Open(String place) {
            this.place = place;
        }
    }

    private Open open = Open.NOTHING;

    /** What ends the open text between dollar quotes. */
    private String dollar = "";

    /** How many block comments are open. */
    private int depth;

    private boolean comments;
    private String text = "";
    private int at;

    @Override
    public List<Token> scan(String piece, boolean last) {
        List<Token> tokens = new ArrayList<>();
        text = piece;
        at = 0;
        while (at < text.length()) {
            switch (open) {
                case NOTHING -> next(tokens);
                case STRING, ESCAPED_STRING, NAME -> skipQuoted(tokens);
                case DOLLAR_STRING -> skipDollar(tokens);
                case LINE_COMMENT -> skipLine();
                case BLOCK_COMMENT -> skipBlock();
            }
        }
        return tokens;
    }

    @Override
    public String place() {
        return open.place;
    }

    @Override
    public boolean hasComments() {
        return comments;
    }

    private void next(List<Token> tokens) {
        char c = text.charAt(at);
        if (c == '\'') {
            open(Open.STRING, 1);
        } else if (c == '"') {
            open(Open.NAME, 1);
        } else if (text.startsWith("--", at)) {
            comments = true;
            open(Open.LINE_COMMENT, 2);
        } else if (text.startsWith("/*", at)) {
            comments = true;
            depth = 1;
            open(Open.BLOCK_COMMENT, 2);
        } else if (c == '$') {
            dollar(tokens);
        } else if (Character.isDigit(c) || startsFraction(c)) {
            Matcher number = NUMBER.matcher(text).region(at, text.length());
            add(tokens, number.lookingAt() ? number.end() : at + 1);
        } else if (isWordPart(c)) {
            word(tokens);
        } else {
            if (!Character.isWhitespace(c)) {
                tokens.add(new Token(String.valueOf(c), at, false));
            }
            at++;
        }
    }

    private void open(Open what, int length) {
        open = what;
        at += length;
    }

    private boolean startsFraction(char c) {
        return c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    }

    private void dollar(List<Token> tokens) {
        Matcher quote = DOLLAR.matcher(text).region(at, text.length());
        Matcher placeholder = PLACEHOLDER.matcher(text).region(at, text.length());
        if (quote.lookingAt()) {
            dollar = quote.group();
            open(Open.DOLLAR_STRING, dollar.length());
        } else {
            add(tokens, placeholder.lookingAt() ? placeholder.end() : at + 1);
        }
    }

    /** A word; one before a quote may say what kind of text follows. */
    private void word(List<Token> tokens) {
        int end = at;
        while (end < text.length() && (isWordPart(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        boolean escaped = end == at + 1
                && Character.toUpperCase(text.charAt(at)) == 'E'
                && end < text.length()
                && text.charAt(end) == '\'';
        add(tokens, end);
        if (escaped) {
            open(Open.ESCAPED_STRING, 1);
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

    /** A doubled quote closes and opens again, with the same effect, but for one of a text with backslashes. */
    private void skipQuoted(List<Token> tokens) {
        char quote = open == Open.NAME ? '"' : '\'';
        char c = text.charAt(at++);
        if (c == '\\' && open == Open.ESCAPED_STRING) {
            at++;
        } else if (c == quote && open == Open.ESCAPED_STRING && at < text.length() && text.charAt(at) == quote) {
            at++;
        } else if (c == quote) {
            tokens.add(new Token(String.valueOf(quote), at - 1, false));
            open = Open.NOTHING;
        }
    }

    private void skipDollar(List<Token> tokens) {
        int end = text.indexOf(dollar, at);
        at = end < 0 ? text.length() : end + dollar.length();
        if (end >= 0) {
            tokens.add(new Token("'", at - 1, false));
            open = Open.NOTHING;
        }
    }

    private void skipLine() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\n' || c == '\r') {
                open = Open.NOTHING;
                return;
            }
        }
    }

    private void skipBlock() {
        if (text.startsWith("/*", at)) {
            depth++;
            at += 2;
        } else if (text.startsWith("*/", at)) {
            depth--;
            at += 2;
            open = depth == 0 ? Open.NOTHING : open;
        } else {
            at++;
        }
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
