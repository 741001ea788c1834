package dev.gather.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Scans JSONata token by token, as the library's lexer does but without recursion: finds the end of an expression in a
 * longer text, and refuses expressions that would take the parser too much stack, time or memory. The parser and every
 * walk of its tree are recursive, with one call for each bracket and each operator of a chain.
 */
final class Lexer {
    /** The longest expression, in characters: the library's lexer copies the rest of the text for many tokens. */
    static final int MAX_LENGTH = 16_384;

    /** The deepest nesting, counted in consecutive operators; a pair of brackets counts as three. */
    static final int MAX_DEPTH = 200;

    private static final int BRACKETS = 3;

    /** The most uses of {@code ??} and {@code ?:}: the parser clones their left side, and itself with it. */
    static final int MAX_COPIES = 100;

    /** The deepest nesting of such operators in each other's left side, which is doubled each time. */
    static final int MAX_DOUBLINGS = 5;

    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";
    private static final String SPACES = " \t\n\r";
    private static final String OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
    private static final Set<String> PAIRS = Set.of("..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??");
    private static final Set<String> WORDS = Set.of("and", "or", "in");

    private final String text;
    private final int start;
    private final Deque<Level> outer = new ArrayDeque<>();
    private Level level = new Level();
    private int position;
    private int depth;
    private int copies;
    private int comments;
    private boolean afterOperand;

    /** The text between two brackets: its consecutive operators, and how often parts of it are doubled. */
    private static final class Level {
        private int operators;
        private int doublings;
        private int doublingsInside;
    }

    private Lexer(String text, int start) {
        this.text = text;
        this.start = start;
        this.position = start;
    }

    /**
     * Checks a whole expression.
     *
     * @throws ExpressionSyntaxException if it is too long or nests too deeply
     */
    static void check(String expression) throws ExpressionSyntaxException {
        Lexer lexer = new Lexer(expression, 0);
        while (lexer.position < expression.length()) {
            lexer.passToken();
        }
    }

    /**
     * The end of the expression that starts at an index: the first closing delimiter outside of strings and brackets.
     * If brackets stay open, it is the first one outside of strings or else the first at all; the text is then not a
     * valid expression.
     *
     * @return the index of the delimiter, or -1 if there is none
     * @throws ExpressionSyntaxException if the expression is too long or nests too deeply, with the offset in the text
     */
    static int end(String text, int start) throws ExpressionSyntaxException {
        Lexer lexer = new Lexer(text, start);
        int firstMark = -1;
        while (lexer.position < text.length() && !(firstMark >= 0 && text.startsWith(OPEN, lexer.position))) {
            if (text.startsWith(CLOSE, lexer.position)) {
                firstMark = firstMark < 0 ? lexer.position : firstMark;
                if (lexer.outer.isEmpty()) {
                    return lexer.position;
                }
            }
            lexer.passToken();
        }
        return firstMark >= 0 ? firstMark : text.indexOf(CLOSE, start);
    }

    private void passToken() throws ExpressionSyntaxException {
        char first = text.charAt(position);
        if (SPACES.indexOf(first) >= 0) {
            position++;
        } else if (text.startsWith("/*", position)) {
            passComment();
        } else {
            comments = 0;
            passToken(first);
        }
        if (position - start > MAX_LENGTH) {
            throw fault("the expression has more than " + MAX_LENGTH + " characters");
        }
    }

    private void passToken(char first) throws ExpressionSyntaxException {
        if (first == '/' && !afterOperand) {
            passRegularExpression();
        } else if (OPERATORS.indexOf(first) >= 0) {
            passOperator();
        } else if (first == '"' || first == '\'') {
            passString(first);
        } else if (first == '`') {
            passUntil("`", position + 1);
            afterOperand = true;
        } else {
            passName();
        }
    }

    /** The library's lexer recurses for each comment that directly follows another. */
    private void passComment() throws ExpressionSyntaxException {
        passUntil("*/", position + 2);
        if (++comments + depth > MAX_DEPTH) {
            throw fault("too many comments follow each other");
        }
    }

    private void passUntil(String end, int from) {
        int found = text.indexOf(end, from);
        position = found < 0 ? text.length() : found + end.length();
    }

    private void passString(char quote) {
        position++;
        while (position < text.length() && text.charAt(position) != quote) {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
        afterOperand = true;
    }

    private void passName() throws ExpressionSyntaxException {
        int from = position;
        while (position < text.length() && !endsName(text.charAt(position))) {
            position++;
        }
        boolean operator = afterOperand && WORDS.contains(text.substring(from, position));
        if (operator) {
            count(1);
        }
        afterOperand = !operator;
    }

    private static boolean endsName(char c) {
        return SPACES.indexOf(c) >= 0 || OPERATORS.indexOf(c) >= 0;
    }

    /** Skips to the closing slash outside of brackets; brackets also nest in the parser of regular expressions. */
    private void passRegularExpression() throws ExpressionSyntaxException {
        int nesting = 0;
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '\\') {
                position++;
            } else if (c == '/' && nesting <= 0) {
                break;
            } else if ("([{".indexOf(c) >= 0) {
                nesting++;
            } else if (")]}".indexOf(c) >= 0) {
                nesting--;
            }
            checkDepth(depth + nesting);
        }
        position++;
        afterOperand = true;
    }

    private void passOperator() throws ExpressionSyntaxException {
        boolean pair = position + 2 <= text.length() && PAIRS.contains(text.substring(position, position + 2));
        String operator = text.substring(position, position + (pair ? 2 : 1));
        position += operator.length();
        switch (operator) {
            case "(", "[", "{" -> open();
            case ")", "]", "}" -> close();
            case ",", ";" -> separate();
            case "?:", "??" -> copy();
            default -> {
                count(1);
                boolean operand = Set.of("*", "**", "%", "?").contains(operator);
                afterOperand = operand && !afterOperand;
            }
        }
    }

    private void open() throws ExpressionSyntaxException {
        count(BRACKETS);
        outer.push(level);
        level = new Level();
        afterOperand = false;
    }

    private void close() {
        if (!outer.isEmpty()) {
            Level inner = level;
            level = outer.pop();
            level.doublingsInside = Math.max(level.doublingsInside, Math.max(inner.doublings, inner.doublingsInside));
            depth -= inner.operators;
        }
        afterOperand = true;
    }

    private void separate() {
        depth -= level.operators;
        level.operators = 0;
        afterOperand = false;
    }

    private void copy() throws ExpressionSyntaxException {
        count(1);
        level.doublings = Math.max(level.doublings, level.doublingsInside + 1);
        if (++copies > MAX_COPIES || level.doublings > MAX_DOUBLINGS) {
            throw fault("there are too many of ?? and ?: in each other or in a row");
        }
        afterOperand = false;
    }

    private void count(int operators) throws ExpressionSyntaxException {
        level.operators += operators;
        depth += operators;
        checkDepth(depth);
    }

    private void checkDepth(int nesting) throws ExpressionSyntaxException {
        if (nesting > MAX_DEPTH) {
            throw fault("the expression nests too deeply, or has too many operators in a row: divide it");
        }
    }

    private ExpressionSyntaxException fault(String message) {
        return new ExpressionSyntaxException(message, Math.min(position, text.length()));
    }
}
