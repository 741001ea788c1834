package dev.gather.regex;

/**
 * Translates a regular expression of ECMA-262 to the syntax that RE2/J and {@link java.util.regex} share, and keeps its
 * meaning: {@code $} is the end of the text, {@code \d} and {@code \w} are ASCII, a character is a code point.
 *
 * <p>Syntax that Unicode mode forbids but that is unambiguous (<code>\-</code> outside of a class, a lone
 * <code>]</code> or <code>}</code>, <code>[\w-.]</code>) is accepted with its literal meaning.
 */
final class EcmaSyntax {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_LINEAR_SIZE = 5_000;
    private static final int MAX_SIZE = 1_000_000;
    private static final int MAX_COUNT = 1_000_000;
    private static final int RE2_MAX_COUNT = 1_000;

    private final EcmaReader reader;
    private final boolean linear;
    private final StringBuilder out = new StringBuilder();
    private boolean needsBacktracking;
    private int depth;

    private EcmaSyntax(String source, boolean linear) {
        this.reader = new EcmaReader(source);
        this.linear = linear;
    }

    /** @throws IllegalArgumentException with the fault, if the source is not a regular expression */
    static EcmaSyntax forLinear(String source) {
        return new EcmaSyntax(source, true).read();
    }

    /** @throws IllegalArgumentException with the fault, if the source is not a regular expression */
    static EcmaSyntax forBacktracking(String source) {
        return new EcmaSyntax(source, false).read();
    }

    /** Whether an engine without backtracking can run it. */
    boolean isLinear() {
        return !needsBacktracking;
    }

    String translation() {
        return out.toString();
    }

    private EcmaSyntax read() {
        long size = alternatives();
        if (!reader.atEnd()) {
            throw reader.fault("a ) closes nothing");
        }
        if (size > MAX_SIZE) {
            throw reader.fault("its counts multiply to more than " + MAX_SIZE);
        }
        needsBacktracking |= size > MAX_LINEAR_SIZE;
        return this;
    }

    /** Reads alternatives up to a closing parenthesis or the end; returns the size of their program. */
    private long alternatives() {
        if (++depth > MAX_DEPTH) {
            throw reader.fault("it nests too deeply");
        }
        long size = 1;
        while (!reader.atEnd() && reader.peek() != ')') {
            if (reader.takes("|")) {
                out.append('|');
                size++;
            } else {
                size = Math.min(Integer.MAX_VALUE, size + term());
            }
        }
        depth--;
        return size;
    }

    private long term() {
        if (reader.takes("^")) {
            out.append('^');
            return 1;
        }
        if (reader.takes("$")) {
            out.append("\\z");
            return 1;
        }
        if (reader.takes("\\b") || reader.takes("\\B")) {
            out.append(boundary(reader.last() == 'B'));
            return 1;
        }
        int start = out.length();
        long size = atom();
        return size == 0 ? 1 : quantified(start, size);
    }

    /** With ASCII's word characters in both engines; Java's own word boundary uses Unicode's. */
    private String boundary(boolean negated) {
        if (linear) {
            return negated ? "\\B" : "\\b";
        }
        String word = "[0-9A-Z_a-z]";
        String inside = "(?<=" + word + ")(?=" + word + ")|(?<!" + word + ")(?!" + word + ")";
        String edge = "(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + ")";
        return "(?:" + (negated ? inside : edge) + ")";
    }

    /** Reads what a quantifier may follow; returns its size, or 0 if no quantifier may follow. */
    private long atom() {
        if (reader.takes("(")) {
            return group();
        }
        if (reader.takes("[")) {
            out.append(new EcmaClass(reader, linear).read());
        } else if (reader.takes(".")) {
            out.append("[^\\n\\r\\x{2028}\\x{2029}]");
        } else if (reader.takes("\\")) {
            escape();
        } else {
            int c = reader.next();
            if (c == '*' || c == '+' || c == '?' || c == '{') {
                throw reader.fault("the " + (char) c + " repeats nothing, or has to be escaped");
            }
            out.append(EcmaReader.literal(c));
        }
        return 1;
    }

    private long group() {
        boolean look = false;
        if (reader.takes("?:")) {
            out.append("(?:");
        } else if (reader.takes("?=") || reader.takes("?!") || reader.takes("?<=") || reader.takes("?<!")) {
            out.append('(').append(reader.lastTaken());
            look = true;
            needsBacktracking = true;
        } else if (reader.takes("?<")) {
            String name = reader.groupName();
            out.append(linear ? "(?:" : "(");
            reader.countGroup(name);
        } else if (reader.takes("?")) {
            throw reader.fault("a group begins with (?:, (?=, (?!, (?<=, (?<! or (?<name>");
        } else {
            out.append(linear ? "(?:" : "(");
            reader.countGroup("");
        }
        long size = alternatives();
        if (!reader.takes(")")) {
            throw reader.fault("a ( is not closed");
        }
        out.append(')');
        return look ? 0 : size;
    }

    private void escape() {
        if (reader.atEnd()) {
            throw reader.fault("a \\ stands at its end");
        }
        int c = reader.peek();
        if (Ascii.isWithin(c, '1', '9') || c == 'k') {
            needsBacktracking = true;
            out.append("(?:\\").append(reader.backReference()).append(')');
        } else {
            out.append(EcmaClass.escape(reader, linear));
        }
    }

    private long quantified(int start, long size) {
        EcmaReader.Quantifier quantifier = reader.quantifier(MAX_COUNT);
        if (quantifier == null) {
            return size;
        }
        String atom = "(?:" + out.substring(start) + ")";
        if (linear && quantifier.largest() > RE2_MAX_COUNT) {
            // RE2/J counts to 1,000.
            needsBacktracking = true;
        }
        out.setLength(start);
        out.append(atom).append(quantifier.text());
        return size * Math.max(1, quantifier.largest());
    }
}
