package dev.gather.regex;

import java.util.Map;

/** Character classes and escapes of ECMA-262, as RE2/J and {@link java.util.regex} write them. */
final class EcmaClass {
    private static final String DIGIT = "0-9";
    private static final String NO_DIGIT = "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}";
    private static final String WORD = "0-9A-Z_a-z";
    private static final String NO_WORD = "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}";
    private static final String SPACE =
            "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
    private static final String NO_SPACE =
            "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
                    + "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";
    private static final Map<Character, String> SETS =
            Map.of('d', DIGIT, 'D', NO_DIGIT, 'w', WORD, 'W', NO_WORD, 's', SPACE, 'S', NO_SPACE);
    private static final Map<Character, Integer> CONTROLS = Map.of('f', 0xc, 'n', 0xa, 'r', 0xd, 't', 0x9, 'v', 0xb);

    private final EcmaReader reader;
    private final boolean linear;
    private final StringBuilder out = new StringBuilder();

    EcmaClass(EcmaReader reader, boolean linear) {
        this.reader = reader;
        this.linear = linear;
    }

    /** Reads a class after its opening bracket. */
    String read() {
        boolean negated = reader.takes("^");
        while (!reader.takes("]")) {
            member();
        }
        if (out.length() == 0) {
            return negated ? "[\\x{0}-\\x{10ffff}]" : "[^\\x{0}-\\x{10ffff}]";
        }
        return (negated ? "[^" : "[") + out + "]";
    }

    /** A character, a range or a set. A dash beside a set stands for itself. */
    private void member() {
        int from = character();
        if (from < 0) {
            return;
        }
        if (!reader.takes("-")) {
            out.append(EcmaReader.literal(from));
            return;
        }
        if (!reader.atEnd() && reader.peek() == ']') {
            out.append(EcmaReader.literal(from)).append("\\x{2d}");
            return;
        }
        int setsBefore = out.length();
        int to = character();
        if (to < 0) {
            out.insert(setsBefore, EcmaReader.literal(from) + "\\x{2d}");
        } else if (to < from) {
            throw reader.fault("a range ends before it begins");
        } else {
            out.append(EcmaReader.literal(from)).append('-').append(EcmaReader.literal(to));
        }
    }

    /** The next character, or a negative number for a set, which is then already written. */
    private int character() {
        int c = reader.next();
        if (c != '\\') {
            return c;
        }
        if (reader.takes("b")) {
            return '\b';
        }
        String set = set(reader, linear);
        if (!set.isEmpty()) {
            out.append(set);
            return -1;
        }
        return single(reader);
    }

    /** An escape outside of a class, after its backslash. */
    static String escape(EcmaReader reader, boolean linear) {
        String set = set(reader, linear);
        return set.isEmpty() ? EcmaReader.literal(single(reader)) : "[" + set + "]";
    }

    /** A set of characters as it is written in a class; an empty text if none begins here. */
    private static String set(EcmaReader reader, boolean linear) {
        if (reader.atEnd()) {
            throw reader.fault("it ends too early");
        }
        String set = SETS.get((char) reader.peek());
        if (set != null) {
            var unused = reader.next();
            return set;
        }
        if (reader.takes("p{") || reader.takes("P{")) {
            boolean negated = reader.lastTaken().startsWith("P");
            try {
                return UnicodeProperty.inClass(reader.until('}'), negated, linear);
            } catch (IllegalArgumentException e) {
                throw reader.fault(String.valueOf(e.getMessage()));
            }
        }
        return "";
    }

    private static int single(EcmaReader reader) {
        int c = reader.next();
        Integer control = CONTROLS.get((char) c);
        if (control != null) {
            return control;
        }
        if (c == 'x') {
            return reader.hex(2);
        }
        if (c == 'u') {
            return reader.unicode();
        }
        if (c == 'c') {
            return control(reader);
        }
        if (c == '0' && (reader.atEnd() || !Ascii.isDigit(reader.peek()))) {
            return 0;
        }
        if (c >= 0x80 || Character.isLetterOrDigit(c)) {
            throw reader.fault("\\" + Character.toString(c) + " is not an escape");
        }
        return c;
    }

    private static int control(EcmaReader reader) {
        int letter = reader.next();
        if (!Ascii.isLetter(letter)) {
            throw reader.fault("\\c needs a letter");
        }
        return letter % 32;
    }
}
