package dev.gather.regex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a regular expression of ECMA-262, by code points. */
final class EcmaReader {
    /**
     * A quantifier.
     *
     * @param text in the syntax of both engines
     * @param largest the largest count in it; 1 if it has none
     */
    record Quantifier(String text, long largest) {}

    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{Mn}\\p{Mc}\\p{N}_$]*");
    private static final Pattern CODE_POINT = Pattern.compile("0{0,99}[0-9A-Fa-f]{1,6}");

    private final String source;
    private final Set<String> names = new HashSet<>();
    private final List<String> groups = new ArrayList<>();
    private int at;
    private String taken = "";

    EcmaReader(String source) {
        this.source = source;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    int peek() {
        return source.codePointAt(at);
    }

    int next() {
        if (atEnd()) {
            throw fault("it ends too early");
        }
        int c = peek();
        at += Character.charCount(c);
        return c;
    }

    /** Consumes a text if it comes next. */
    boolean takes(String text) {
        if (source.startsWith(text, at)) {
            at += text.length();
            taken = text;
            return true;
        }
        return false;
    }

    /** What {@link #takes} consumed last. */
    String lastTaken() {
        return taken;
    }

    char last() {
        return source.charAt(at - 1);
    }

    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + ", at character " + (source.codePointCount(0, at) + 1));
    }

    /** Reads up to a character and consumes it. */
    String until(char end) {
        int index = source.indexOf(end, at);
        if (index < 0) {
            throw fault("a " + end + " is missing");
        }
        String text = source.substring(at, index);
        at = index + 1;
        return text;
    }

    String groupName() {
        String name = until('>');
        if (!NAME.matcher(name).matches() || !names.add(name)) {
            throw fault("a group needs a name of its own, of letters and digits");
        }
        return name;
    }

    void countGroup(String name) {
        groups.add(name);
    }

    /** The number of the group that a back reference refers to, which has to come before it. */
    int backReference() {
        int number = takes("k<") ? groups.indexOf(until('>')) + 1 : digits();
        if (number < 1 || number > groups.size()) {
            throw fault("a reference leads to no group before it");
        }
        return number;
    }

    private int digits() {
        int start = at;
        while (!atEnd() && Ascii.isDigit(peek()) && at - start < 8) {
            at++;
        }
        return at == start ? 0 : Integer.parseInt(source.substring(start, at));
    }

    /** A quantifier; null if none comes next. */
    @Nullable
    Quantifier quantifier(int most) {
        Quantifier quantifier = null;
        if (takes("*") || takes("+") || takes("?")) {
            quantifier = new Quantifier(taken, 1);
        } else if (takes("{")) {
            quantifier = counted(most);
        }
        if (quantifier != null && takes("?")) {
            return new Quantifier(quantifier.text + "?", quantifier.largest);
        }
        return quantifier;
    }

    private Quantifier counted(int most) {
        String[] bounds = until('}').split(",", -1);
        for (String bound : bounds) {
            if (!Ascii.isDigits(bound, 1, 7) && !(bound.isEmpty() && bounds.length == 2 && !bounds[0].isEmpty())) {
                throw fault("a count is written {2}, {2,} or {2,5}, and a { has to be escaped");
            }
        }
        long least = Long.parseLong(bounds[0]);
        long largest = bounds.length == 2 && !bounds[1].isEmpty() ? Long.parseLong(bounds[1]) : least;
        if (bounds.length > 2 || largest < least || largest > most) {
            throw fault("the count makes no sense");
        }
        return new Quantifier("{" + String.join(",", bounds) + "}", Math.max(1, largest));
    }

    /** A number with a fixed count of hexadecimal digits. */
    int hex(int digits) {
        int end = at + digits;
        if (end > source.length() || !source.substring(at, end).chars().allMatch(Ascii::isHex)) {
            throw fault("hexadecimal digits are missing");
        }
        int value = Integer.parseInt(source.substring(at, end), 16);
        at = end;
        return value;
    }

    /** The code point that {@code \\u} begins. */
    int unicode() {
        if (takes("{")) {
            String digits = until('}');
            if (!CODE_POINT.matcher(digits).matches() || Integer.parseInt(digits, 16) > Character.MAX_CODE_POINT) {
                throw fault("not a code point");
            }
            return Integer.parseInt(digits, 16);
        }
        int first = hex(4);
        if (Character.isHighSurrogate((char) first) && source.startsWith("\\u", at)) {
            int back = at;
            at += 2;
            int second = hex(4);
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
            at = back;
        }
        return first;
    }

    /** A code point in the syntax of both engines. */
    static String literal(int c) {
        boolean plain = Ascii.isLetter(c) || Ascii.isDigit(c);
        return plain ? Character.toString(c) : "\\x{" + Integer.toHexString(c) + "}";
    }
}
