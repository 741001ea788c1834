package dev.gather.regex;

/** The classes of ASCII characters. */
public final class Ascii {
    private Ascii() {}

    /** Whether a code point is a digit. */
    public static boolean isDigit(int c) {
        return isWithin(c, '0', '9');
    }

    /** Whether a code point is a letter. */
    public static boolean isLetter(int c) {
        return isWithin(c, 'a', 'z') || isWithin(c, 'A', 'Z');
    }

    /** Whether a code point is a hexadecimal digit. */
    public static boolean isHex(int c) {
        return isDigit(c) || isWithin(c, 'a', 'f') || isWithin(c, 'A', 'F');
    }

    /** Whether a code point is in a range, ends included. */
    public static boolean isWithin(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /** Whether a text consists of digits, of which there are at least and at most so many. */
    public static boolean isDigits(String text, int least, int most) {
        return text.length() >= least && text.length() <= most && text.chars().allMatch(Ascii::isDigit);
    }
}
